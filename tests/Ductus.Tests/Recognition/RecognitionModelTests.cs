using Ductus.Decoding;
using Ductus.Recognition;

namespace Ductus.Tests.Recognition;

public sealed class RecognitionModelTests : IDisposable
{
    private readonly ToyModel _toy = new();

    public void Dispose() => _toy.Dispose();

    [Fact]
    public void Run_ALine_ComputesTheNetworkUpToTheLinesEnd()
    {
        using var model = RecognitionModel.Load(_toy.Save());
        NormalizedLine line = Line(6, ink: column => column < 4 ? 255 : 0);

        Logits logits = Assert.Single(model.Run(new LineBatch([line])));

        Assert.Equal(2, logits.Frames); // ceil(6 / 4)
        Assert.Equal([0.5f, 1, 2, 3, 4], logits[0].ToArray());
        Assert.Equal([0.5f, 0, 0, 0, 0], logits[1].ToArray());
        Assert.Equal("가", new GreedyDecoder(model.Codec).Decode(logits).Text);
    }

    [Fact]
    public void Run_LinesInABatch_ReadAsTheyDoAlone()
    {
        using var model = RecognitionModel.Load(_toy.Save());
        var random = new Random(3);
        NormalizedLine[] lines = [.. Enumerable.Range(0, 12).Select(i => Line(100 + i, _ => random.Next(256)))];

        var batches = LineBatch.Pack(lines, maxPixels: 5 * 128 * ToyModel.Height);

        Assert.Equal([5, 5, 2], batches.Select(batch => batch.Lines.Count));
        foreach (LineBatch batch in batches)
        {
            var together = model.Run(batch);
            for (int i = 0; i < together.Count; i++)
                Assert.Equal(model.Run(new LineBatch([lines[batch.Indices[i]]]))[0].Values.ToArray(), together[i].Values.ToArray());
        }
    }

    [Fact]
    public async Task Run_FromManyThreads_GivesEachItsOwn()
    {
        using var model = RecognitionModel.Load(_toy.Save(), new RecognitionModelOptions { Threads = 2 });

        await Parallel.ForEachAsync(Enumerable.Range(0, 64), (i, cancel) =>
        {
            Logits logits = model.Run(new LineBatch([Line(50 + i, _ => i)]), cancel)[0];
            for (int frame = 0; frame < logits.Frames - 1; frame++)
                Assert.Equal(i / 255f, logits[frame][1], 1e-6f);
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public void Run_AgainAndAgain_AllocatesTheResultOnly()
    {
        using var model = RecognitionModel.Load(_toy.Save());
        var batch = new LineBatch([Line(2000, _ => 200), Line(1999, _ => 100)]);
        // The least of many: now and then the runtime compiles anew what runs often, and that is allocated, too.
        long perRun = Enumerable.Range(0, 200).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            model.Run(batch);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        const int Values = 2 * 500 * 5 * sizeof(float), HeadersOfTwoLogitsTheirArraysAndTheList = 2 * (32 + 24) + 40;
        Assert.InRange(perRun, Values, Values + HeadersOfTwoLogitsTheirArraysAndTheList);
    }

    [Fact]
    public void Run_OtherHeight_NamesBoth()
    {
        using var model = RecognitionModel.Load(_toy.Save());
        var batch = new LineBatch([new NormalizedLine(4, 9, new byte[36])]);

        var error = Assert.Throws<ArgumentException>(() => model.Run(batch));

        Assert.Contains("toy reads lines of 8 pixels height; got 9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var model = RecognitionModel.Load(_toy.Save());

        Assert.Throws<OperationCanceledException>(() => model.Run(new LineBatch([Line(4, _ => 0)]), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Run_AfterDispose_Throws()
    {
        var model = RecognitionModel.Load(_toy.Save());
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => model.Run(new LineBatch([Line(4, _ => 0)])));
    }

    [Fact]
    public void Run_NetworkWithoutNumbers_IsAnUnusableModel()
    {
        using var model = RecognitionModel.Load(_toy.Save(ToyModel.Graph(bias: float.NaN)));

        var error = Assert.Throws<ModelFormatException>(() => model.Run(new LineBatch([Line(4, _ => 0)])));

        Assert.StartsWith(_toy.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains("logits must be numbers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Metadata_ComesBackWhole()
    {
        using var model = RecognitionModel.Load(_toy.Save());

        Assert.Equal(ToyModel.Metadata.ToProperties(), model.Metadata.ToProperties());
        Assert.Equal(ToyModel.Metadata.ToProperties(), ModelMetadata.Read(_toy.Path).ToProperties());
        Assert.Equal(ToyModel.Metadata.Alphabet, model.Codec.Alphabet);
        Assert.Equal(ToyModel.Metadata.Scores, model.Metadata.Scores);
        Assert.Equal(ToyModel.Metadata.Languages, model.Metadata.Languages);
        Assert.Equal(ToyModel.Metadata.Normalization, model.Metadata.Normalization);
    }

    [Fact]
    public void Load_MissingFile_ThrowsTheSystemsError() =>
        Assert.Throws<FileNotFoundException>(() => RecognitionModel.Load(_toy.Path));

    [Theory]
    [InlineData("")]
    [InlineData("This is a text that calls itself a model.")]
    public void Load_NotOnnx_SaysSo(string content)
    {
        File.WriteAllText(_toy.Path, content);

        var error = Assert.Throws<ModelFormatException>(() => RecognitionModel.Load(_toy.Path));

        Assert.StartsWith($"{_toy.Path}: not an ONNX model that can be run. ONNX Runtime: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(_toy.Path, error.Path);
        Assert.IsType<Ductus.Native.NativeException>(error.InnerException);
    }

    [Fact]
    public void Load_CutOffFile_SaysSo()
    {
        byte[] whole = File.ReadAllBytes(_toy.Save());
        File.WriteAllBytes(_toy.Path, whole[..(whole.Length / 3)]);

        var error = Assert.Throws<ModelFormatException>(() => RecognitionModel.Load(_toy.Path));

        Assert.Contains("not an ONNX model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DamagedFile_LoadsOrIsRefusedWithItsName()
    {
        byte[] whole = File.ReadAllBytes(_toy.Save());
        var random = new Random(8);
        for (int trial = 0; trial < 200; trial++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(_toy.Path, damaged);

            if (Record.Exception(() => RecognitionModel.Load(_toy.Path).Dispose()) is { } error)
                Assert.StartsWith(_toy.Path, Assert.IsType<ModelFormatException>(error).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Load_OnnxOfAnother_SaysThatItHasNoMetadata()
    {
        _toy.Save(properties: new Dictionary<string, string> { ["author"] = "another" });

        var error = Assert.Throws<ModelFormatException>(() => RecognitionModel.Load(_toy.Path));

        Assert.Contains("an ONNX model, but none of Ductus: it has no metadata entry ductus.format", error.Message, StringComparison.Ordinal);
        Assert.Throws<ModelFormatException>(() => ModelMetadata.Read(_toy.Path));
    }

    [Theory]
    [InlineData("ductus.alphabet", null, "its metadata has no entry ductus.alphabet")]
    [InlineData("ductus.licence_terms", null, "its metadata has no entry ductus.licence_terms")]
    [InlineData("ductus.format", "2", "ductus.format must be \"1\" for this version of Ductus; got \"2\"")]
    [InlineData("ductus.channels", "3", "ductus.channels must be \"1\"")]
    [InlineData("ductus.polarity", "ink=0", "ductus.polarity must be \"ink=1\"")]
    [InlineData("ductus.normalization", "other", "ductus.normalization must be \"otsu-levels\" or \"adaptive-threshold\" for this version of Ductus; got \"other\"")]
    [InlineData("ductus.alphabet", "abc", "ductus.alphabet must be a JSON array of characters; got \"abc\"")]
    [InlineData("ductus.alphabet", "null", "ductus.alphabet must be a JSON array")]
    [InlineData("ductus.alphabet", "[\"a\",\"a\",\"b\",\"c\"]", "The alphabet has \"a\" (U+0061) twice, at 0 and 1.")]
    [InlineData("ductus.alphabet", "[]", "An alphabet needs at least 1 character; got none.")]
    [InlineData("ductus.alphabet", "[\"a\",null,\"b\",\"c\"]", "ductus.alphabet must be a JSON array")]
    [InlineData("ductus.alphabet", "[\"a\",\"xy\",\"b\",\"c\"]", "Character 1 of the alphabet")]
    [InlineData("ductus.height", "7", "ductus.height must be a height of 8…512 pixels; got \"7\"")]
    [InlineData("ductus.height", "8.0", "ductus.height must be")]
    [InlineData("ductus.frame_stride", "5", "ductus.frame_stride must be a divisor of 32; got \"5\"")]
    [InlineData("ductus.frame_stride", "0", "ductus.frame_stride must be a divisor of 32")]
    [InlineData("ductus.temperature", "0", "ductus.temperature must be a number above 0; got \"0\"")]
    [InlineData("ductus.temperature", "1,5", "ductus.temperature must be")]
    [InlineData("ductus.task", "poems", "ductus.task must be one of lines, words, characters; got \"poems\"")]
    [InlineData("ductus.commercial_use", "perhaps", "ductus.commercial_use must be one of unknown, yes, no; got \"perhaps\"")]
    [InlineData("ductus.date", "03.02.2026", "ductus.date must be a date as yyyy-MM-dd")]
    [InlineData("ductus.scores", "[null]", "ductus.scores must be a JSON array of scores")]
    [InlineData("ductus.scores", "[{\"set\":\"iam\"}]", "ductus.scores must be a JSON array of scores")]
    public void Load_WrongEntry_NamesItAndWhatItShouldBe(string key, string? value, string expected)
    {
        var error = Assert.Throws<ModelFormatException>(() => RecognitionModel.Load(_toy.SaveWith(key, value)));

        Assert.StartsWith(_toy.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AlphabetOfAnotherNetwork_NamesBothSizes()
    {
        var error = Assert.Throws<ModelFormatException>(() => RecognitionModel.Load(_toy.Save(ToyModel.Graph(classes: 7))));

        Assert.Contains("an alphabet of 4 characters needs 5 classes; the network has 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OtherFrameStride_NamesBothShapes()
    {
        var error = Assert.Throws<ModelFormatException>(() => RecognitionModel.Load(_toy.SaveWith("ductus.frame_stride", "8")));

        Assert.Contains("a frame stride of 8 the logits must be 2 × 8 × 5 floats; got 2 × 16 × 5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OtherHeightThanTheNetworks_SaysWhatWasTried()
    {
        var error = Assert.Throws<ModelFormatException>(() => RecognitionModel.Load(_toy.SaveWith("ductus.height", "16")));

        Assert.Contains("must make \"logits\" from \"images\" of 2 × 1 × 16 × 64 floats. ONNX Runtime: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OtherInputName_SaysWhatWasTried()
    {
        var error = Assert.Throws<ModelFormatException>(() => RecognitionModel.Load(_toy.Save(ToyModel.Graph(input: "x"))));

        Assert.Contains("must make \"logits\" from \"images\"", error.Message, StringComparison.Ordinal);
    }

    private static NormalizedLine Line(int width, Func<int, int> ink) =>
        new(width, ToyModel.Height, [.. Enumerable.Range(0, width * ToyModel.Height).Select(i => (byte)ink(i % width))]);
}
