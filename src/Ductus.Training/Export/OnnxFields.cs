namespace Ductus.Training.Export;

/// <summary>The numbers of the protobuf fields that Ductus writes. Source: onnx.proto of ONNX 1.12 (IR version 8).</summary>
internal static class OnnxFields
{
    /// <summary>ONNX's IR version and the operator set whose definitions the nodes follow.</summary>
    public const int IrVersion = 8, OperatorSet = 17;

    internal static class Model
    {
        public const int IrVersion = 1, ProducerName = 2, ProducerVersion = 3, Graph = 7, OperatorSetImport = 8, MetadataProperties = 14;
    }

    internal static class OperatorSetId
    {
        public const int Domain = 1, Version = 2;
    }

    internal static class StringEntry
    {
        public const int Key = 1, Value = 2;
    }

    internal static class Graph
    {
        public const int Node = 1, Name = 2, Initializer = 5, Input = 11, Output = 12;
    }

    internal static class Node
    {
        public const int Input = 1, Output = 2, Name = 3, OperatorType = 4, Attribute = 5;
    }

    internal static class Attribute
    {
        public const int Name = 1, Float = 2, Integer = 3, String = 4, Integers = 8, Type = 20;

        public const int FloatType = 1, IntegerType = 2, StringType = 3, IntegersType = 7;
    }

    internal static class Tensor
    {
        public const int Dimensions = 1, DataType = 2, Name = 8, RawData = 9;

        public const int Float = 1, Int64 = 7, Float16 = 10;
    }

    internal static class ValueInfo
    {
        public const int Name = 1, Type = 2;
    }

    /// <summary>TypeProto, TypeProto.Tensor, TensorShapeProto and its Dimension.</summary>
    internal static class Type
    {
        public const int TensorType = 1, ElementType = 1, Shape = 2, Dimension = 1, DimensionValue = 1, DimensionParameter = 2;
    }
}
