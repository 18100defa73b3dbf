namespace Ductus.Training.Export;

/// <summary>A named constant of an ONNX node.</summary>
public sealed class OnnxAttribute
{
    private readonly string _name;
    private readonly Action<ProtobufMessage> _writeValue;

    private OnnxAttribute(string name, Action<ProtobufMessage> writeValue) => (_name, _writeValue) = (name, writeValue);

    public static OnnxAttribute Integer(string name, long value) => new(name, message => message
        .Integer(OnnxFields.Attribute.Integer, value).Integer(OnnxFields.Attribute.Type, OnnxFields.Attribute.IntegerType));

    public static OnnxAttribute Float(string name, double value) => new(name, message => message
        .Float(OnnxFields.Attribute.Float, (float)value).Integer(OnnxFields.Attribute.Type, OnnxFields.Attribute.FloatType));

    public static OnnxAttribute Text(string name, string value) => new(name, message => message
        .Text(OnnxFields.Attribute.String, value).Integer(OnnxFields.Attribute.Type, OnnxFields.Attribute.StringType));

    public static OnnxAttribute Integers(string name, params IReadOnlyList<long> values) => new(name, message =>
    {
        foreach (long value in values)
            message.Integer(OnnxFields.Attribute.Integers, value);
        message.Integer(OnnxFields.Attribute.Type, OnnxFields.Attribute.IntegersType);
    });

    internal ProtobufMessage ToMessage()
    {
        ProtobufMessage message = new ProtobufMessage().Text(OnnxFields.Attribute.Name, _name);
        _writeValue(message);
        return message;
    }
}
