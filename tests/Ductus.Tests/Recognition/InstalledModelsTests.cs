using Ductus.Recognition;

namespace Ductus.Tests.Recognition;

public sealed class InstalledModelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Choose_NothingAskedAndOneInstalled_TakesIt()
    {
        SmallModel.Write(_folder["only.onnx"]);

        Assert.Equal(_folder["only.onnx"], InstalledModels.Choose(null, null, [_folder["none"], _folder.Path]));
    }

    [Fact]
    public void Choose_NothingAskedAndSeveralInstalled_TakesTheStandardOne()
    {
        SmallModel.Write(_folder["czech.onnx"]);
        SmallModel.Write(_folder["english.onnx"]);

        Assert.Equal(_folder["english.onnx"], InstalledModels.Choose(null, null, [_folder.Path]));
    }

    [Fact]
    public void Choose_NothingAskedAndNoStandardOne_NamesThem()
    {
        SmallModel.Write(_folder["czech.onnx"]);
        SmallModel.Write(_folder["danish.onnx"]);

        var error = Assert.Throws<ModelChoiceException>(() => InstalledModels.Choose(null, null, [_folder.Path]));

        Assert.Contains("czech, danish", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_ByName_FindsItInAnyFolder()
    {
        SmallModel.Write(_folder["czech.onnx"]);

        Assert.Equal(_folder["czech.onnx"], InstalledModels.Choose("czech", null, [_folder["none"], _folder.Path]));
    }

    [Fact]
    public void Choose_ByPath_TakesTheFile()
    {
        SmallModel.Write(_folder["some.file"]);

        Assert.Equal(_folder["some.file"], InstalledModels.Choose(_folder["some.file"], null, []));
    }

    [Fact]
    public void Choose_ByLanguage_AsksTheFiles()
    {
        SmallModel.Write(_folder["a.onnx"], language: "da");
        SmallModel.Write(_folder["b.onnx"], language: "cs");

        Assert.Equal(_folder["b.onnx"], InstalledModels.Choose(null, "CS", [_folder.Path]));
        var error = Assert.Throws<ModelChoiceException>(() => InstalledModels.Choose(null, "vi", [_folder.Path]));
        Assert.Contains("a (da), b (cs)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_NothingInstalled_SaysWhereItLooked()
    {
        var error = Assert.Throws<ModelChoiceException>(() => InstalledModels.Choose(null, null, [_folder["none"]]));

        Assert.Contains(_folder["none"], error.Message, StringComparison.Ordinal);
    }
}
