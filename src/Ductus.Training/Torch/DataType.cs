namespace Ductus.Training.Torch;

/// <summary>Element type of a tensor; the numbers are those of <c>c10::ScalarType</c>.</summary>
public enum DataType
{
    UInt8 = 0,
    Int32 = 3,
    Int64 = 4,
    Float16 = 5,
    Float32 = 6,
    Float64 = 7,
    Boolean = 11,
    BFloat16 = 15,
}
