using BenchmarkDotNet.Attributes;
using Ductus.Decoding;
using Ductus.Imaging;
using Ductus.Recognition;
using Ductus.Training.Synthesis;

namespace Ductus.Benchmarks.Parts;

/// <summary>From the file of a drawn line to its text, on one thread. The model's weights are random: the time does not depend on them.</summary>
public class LineParts : IDisposable
{
    private const string Text = "Thank you for your long letter and for the roses.";
    private const int BatchSize = 16, FramesPerLetter = 3;

    private byte[] _file = [];
    private GreyImage _image = new(1, 1, [255]);
    private RecognitionModel? _model;
    private LineBatch? _one, _batch;
    private Logits? _logits;

    private RecognitionModel Model => _model!; // by Prepare

    [GlobalSetup]
    public void Prepare()
    {
        using HandwritingFont font = HandwritingFonts.Training.Single(source => source.Id == "kalam").Load(Repository.Path("artifacts", "fonts"));
        _image = LineDrawing.Draw(Text, font, new Hand(), new Paper(), new Random(1));
        _file = ImageFile.ToPng(_image);
        string path = Path.GetTempFileName();
        try
        {
            UntrainedModel.Write(path);
            _model = RecognitionModel.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
        NormalizedLine line = Normalize();
        (_one, _batch) = (new LineBatch([line]), new LineBatch([.. Enumerable.Repeat(line, BatchSize)]));
        _logits = Written(Text, Model.Codec);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _model?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "line: decode PNG")]
    public GreyImage Decode() => ImageFile.Read(_file, "line.png");

    [Benchmark(Description = "line: normalise")]
    public NormalizedLine Normalize() => Model.Metadata.Normalization.Apply(_image);

    [Benchmark(Description = "line: run the model")]
    public IReadOnlyList<Logits> RunOne() => Model.Run(_one!); // by Prepare

    [Benchmark(Description = "16 lines: run the model")]
    public IReadOnlyList<Logits> RunBatch() => Model.Run(_batch!); // by Prepare

    [Benchmark(Description = "line: greedy decoding")]
    public RecognizedText DecodeGreedily() => new GreedyDecoder(Model.Codec).Decode(_logits!); // by Prepare

    /// <summary>Logits that read as the text: noise, a letter's class in one of three frames, the blank in the others.</summary>
    private static Logits Written(string text, Codec codec)
    {
        var random = new Random(1);
        int[] labels = codec.Encode(text);
        var values = new float[labels.Length * FramesPerLetter * codec.Classes];
        for (int i = 0; i < values.Length; i++)
            values[i] = random.NextSingle();
        for (int frame = 0; frame < labels.Length * FramesPerLetter; frame++)
            values[frame * codec.Classes + (frame % FramesPerLetter == 0 ? labels[frame / FramesPerLetter] : Codec.Blank)] += 10;
        return new Logits(values, codec.Classes);
    }
}
