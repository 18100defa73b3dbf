using System.Text.RegularExpressions;

namespace Ductus.Tests.Rules;

/// <summary>Folders are the path of a page: code uses folders to its left, never to its right.</summary>
public sealed class FolderOrderTests
{
    private static readonly string[] Order =
        ["Native", "Imaging", "Layout", "Recognition", "Decoding", "Forms", "Documents", "Evaluation"];

    [Fact]
    public void Library_EveryFolder_HasAPlaceInTheOrder()
    {
        string[] folders = [.. SourceCode.Files("src/Ductus").Select(file => file.Path).Where(path => path.Contains('/'))
            .Select(path => path[..path.IndexOf('/')]).Distinct()];

        Assert.NotEmpty(folders);
        Assert.Empty(folders.Except(Order));
    }

    [Fact]
    public void Library_EveryFile_SitsInTheFolderOfItsNamespace()
    {
        string[] projects = [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"))
            .Select(Path.GetFileName).OfType<string>().Where(name => name.StartsWith("Ductus", StringComparison.Ordinal))];

        var wrong =
            from project in projects
            from file in SourceCode.Files($"src/{project}")
            let declared = Regex.Match(file.Text, @"^namespace ([\w.]+);", RegexOptions.Multiline).Groups[1].Value
            where declared.Length > 0 && declared != Namespace(project, file.Path)
            select $"{project}/{file.Path} declares {declared}";

        Assert.Contains("Ductus.Cli", projects);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Library_EveryFile_UsesOnlyFoldersToItsLeft()
    {
        var wrong =
            from file in SourceCode.Files("src/Ductus")
            where file.Path.Contains('/')
            let own = file.Path[..file.Path.IndexOf('/')]
            from used in UsedFolders(SourceCode.CodeOnly(file.Text))
            where Array.IndexOf(Order, used) > Array.IndexOf(Order, own)
            select $"{file.Path} uses {used}";

        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Library_FilesInFolders_DoNotUseThePipelinesAboveThem()
    {
        string[] pipelines = [.. SourceCode.Files("src/Ductus").Select(file => file.Path).Where(path => !path.Contains('/'))
            .Select(path => Path.GetFileNameWithoutExtension(path)!)];

        var wrong =
            from file in SourceCode.Files("src/Ductus")
            where file.Path.Contains('/')
            let code = SourceCode.CodeOnly(file.Text)
            from pipeline in pipelines
            where Regex.IsMatch(code, $@"\b{pipeline}\b")
            select $"{file.Path} uses {pipeline}";

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("Ductus", new string[0])]
    [InlineData("Ductus.Training", new[] { "Ductus" })]
    [InlineData("Ductus.Server", new[] { "Ductus" })]
    public void Projects_ReferenceOnlyWhatLiesBelowThem(string project, string[] allowed)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"));

        var referenced = Regex.Matches(text, """<ProjectReference Include="[^"]*?([\w.]+)\.csproj""").Select(match => match.Groups[1].Value);

        Assert.Equal(allowed, referenced);
    }

    [Theory]
    [InlineData("using Ductus.Layout;", "Layout")]
    [InlineData("using static Ductus.Layout.Box;", "Layout")]
    [InlineData("Layout.Box box;", "Layout")]
    [InlineData("return global::Ductus.Layout.Boundary.FromBox(x);", "Layout")]
    [InlineData("page.Layout.Count", null)]
    [InlineData("// using Ductus.Layout;", null)]
    [InlineData("var text = \"Ductus.Layout.Box\";", null)]
    public void UsedFolders_OneLine_IsFoundOrNot(string code, string? folder)
    {
        Assert.Equal(folder is null ? [] : [folder], UsedFolders(SourceCode.CodeOnly(code)).Distinct());
    }

    private static IEnumerable<string> UsedFolders(string code) =>
        Regex.Matches(code, $@"(?:\bDuctus\.|(?<![\w.]))({string.Join('|', Order)})(?=\.[A-Z]|;)").Select(match => match.Groups[1].Value);

    private static string Namespace(string project, string path)
    {
        string folder = Path.GetDirectoryName(path)!.Replace('/', '.').Replace('\\', '.');
        return folder.Length == 0 ? project : $"{project}.{folder}";
    }
}
