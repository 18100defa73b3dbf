using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>Sizes of <see cref="LineSeq2Seq"/>.</summary>
public sealed record LineSeq2SeqOptions : NetworkOptions
{
    /// <summary>The encoder.</summary>
    public LineTransformerOptions Encoder { get; set; } = new();

    /// <summary>Blocks of the decoder.</summary>
    public int DecoderLayers { get; set; } = 2;

    public override int FrameStride => Encoder.FrameStride;

    public override LineNetwork Create(int classes, int height) => new LineSeq2Seq(this, classes);

    public override string ToString() => $"LineSeq2Seq: {Encoder}, {DecoderLayers} decoder blocks, CTC beside it";
}

/// <summary>
/// The encoder of <see cref="LineTransformer"/> with two ways to the text: CTC, and a decoder that says one character after another
/// while it looks at the encoder's frames (Michael et al. 2019; Kim et al. 2017 for CTC beside attention). Models are exported with
/// their CTC head; the decoder is measured by <see cref="Read"/>.
/// </summary>
public sealed class LineSeq2Seq : LineNetwork
{
    private readonly TransformerEncoder _encoder;
    private readonly Linear _classes;
    private readonly Parameter _embedding;
    private readonly SinusoidalPositions _positions;
    private readonly DecoderBlock[] _decoder;
    private readonly LayerNorm _norm;
    private readonly Linear _next;

    /// <param name="options">Sizes.</param>
    /// <param name="classes">C = labels of the codec + 1; 0 is CTC's blank and, for the decoder, start and end.</param>
    public LineSeq2Seq(LineSeq2SeqOptions options, int classes)
    {
        LineTransformerOptions encoder = options.Encoder;
        int channels = encoder.FeatureChannels;
        _encoder = Add("encoder", new TransformerEncoder(encoder));
        _classes = Add("classes", new Linear(channels, classes));
        _embedding = AddParameter("embedding", [classes, channels], ParameterKind.Weight, Initializers.Uniform(Math.Sqrt(3)));
        _positions = Add("positions", new SinusoidalPositions(channels));
        _decoder = [.. Enumerable.Range(0, options.DecoderLayers).Select(i =>
            Add($"decoder{i}", new DecoderBlock(channels, encoder.Heads, encoder.Expansion, encoder.Dropout)))];
        _norm = Add("norm", new LayerNorm(channels));
        _next = Add("next", new Linear(channels, classes));
    }

    public override TrainingOutput ForwardTraining(TrainingInput input)
    {
        Tensor encoded = Encode(input);                                           // (B, T, D)
        return new TrainingOutput(_classes.Forward(encoded).Transpose(0, 1))      // (T, B, C)
        {
            Characters = Training && input.Labels is { } labels ? Decode(encoded, labels.PadLeft(1)) : null,
        };
    }

    /// <summary>What the decoder says, the likeliest character at each place, until it says that the text ends.</summary>
    /// <param name="ink">(B, 1, H, W)</param>
    /// <returns>Labels of each line.</returns>
    public int[][] Read(Tensor ink)
    {
        Tensor encoded = Encode(new TrainingInput(ink));
        int lines = (int)encoded.Size(0), most = (int)encoded.Size(1);
        var said = new long[lines][];
        Array.Fill(said, [0]);
        var ended = new bool[lines];
        for (int length = 1; length <= most && ended.Contains(false); length++)
        {
            using var scope = new TensorScope();
            Tensor before = Tensor.From<long>([.. said.SelectMany(line => line)], [lines, length], ink.Device);
            long[] next = Decode(encoded, before).Narrow(1, length - 1, 1).ArgMax(2).ToArray<long>();
            for (int i = 0; i < lines; i++)
            {
                ended[i] |= next[i] == 0;
                said[i] = [.. said[i], ended[i] ? 0 : next[i]];
            }
        }
        return [.. said.Select(line => line.Skip(1).TakeWhile(label => label != 0).Select(label => (int)label).ToArray())];
    }

    private Tensor Encode(TrainingInput input) => _encoder.Attend(_encoder.Features(Pixels(input)), input.Kept);

    /// <param name="encoded">(B, T, D)</param>
    /// <param name="before">(B, L): the start and the characters so far.</param>
    /// <returns>(B, L, C)</returns>
    private Tensor Decode(Tensor encoded, Tensor before)
    {
        int length = (int)before.Size(1);
        Tensor unseen = TensorLayers.Zeros(encoded.Device, length, length).FillAboveDiagonal(-1e9);
        Tensor x = _positions.Forward(before.Embed(_embedding.Tensor));           // (B, L, D)
        foreach (DecoderBlock block in _decoder)
            x = block.Decode(x, encoded, unseen);
        return _next.Forward(_norm.Forward(x));
    }
}
