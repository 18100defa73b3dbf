using Ductus.Training.Data;
using Ductus.Training.Tests.Data;

namespace Ductus.Training.Tests;

public class LineTrainingSetTests
{
    private static readonly Recipe Recipe = DrawnLines.Recipe(epochs: 1) with { ValidationSplits = ["val"], SpacesAround = true };

    [Fact]
    public void Load_OneSet_HasTheAlphabetOfItsTrainingTexts()
    {
        using var folder = new TemporaryFolder();
        DrawnData.Write(folder, [("1.png", "train", "ba", 96), ("2.png", "val", "xa", 96), ("3.png", "none", "c", 96)]);

        LineTrainingSet set = LineTrainingSet.Load(Recipe, [LineData.Open(folder.Path)], threads: 2);

        Assert.Equal([" ", "a", "b"], set.Codec.Alphabet);
        Assert.Equal("1.png", Assert.Single(set.Training).Id);
        Assert.Equal([1, 3, 2, 1], set.Training[0].Labels);
        var (split, lines) = Assert.Single(set.Validation);
        Assert.Equal(("val", "xa"), (split, Assert.Single(lines).Text));
        Assert.Empty(set.Skipped);
    }

    [Fact]
    public void Load_TwoSets_JoinsThemUnderTheirNames()
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        DrawnData.Write(folder, [("1.png", "train", "a", 96), ("2.png", "val", "a", 96)]);
        DrawnData.Write(other, [("1.png", "train", "b", 96), ("narrow.png", "train", "bbbbbb", 16)]);

        LineTrainingSet set = LineTrainingSet.Load(Recipe, [LineData.Open(folder.Path), LineData.Open(other.Path + "/")], threads: 2);

        Assert.Equal([$"{Path.GetFileName(folder.Path)}/1.png", $"{Path.GetFileName(other.Path)}/1.png"], set.Training.Select(line => line.Id));
        Assert.Single(Assert.Single(set.Validation).Lines);
        Assert.Equal("narrow.png", Assert.Single(set.Skipped).Id);
    }

    [Fact]
    public void Load_LooseSet_HasFoldedLabels()
    {
        using var folder = new TemporaryFolder();
        using var loose = new TemporaryFolder();
        DrawnData.Write(folder, [("1.png", "train", "Ab, a", 96), ("2.png", "val", "a", 96)]);
        DrawnData.Write(loose, [("1.png", "train", "Ab A", 96)]);

        LineTrainingSet set = LineTrainingSet.Load(Recipe, [LineData.Open(folder.Path), LineData.Open(loose.Path, isLoose: true)], threads: 2);

        Assert.Equal([" ", ",", "A", "a", "b"], set.Codec.Alphabet);
        Assert.Equal([(0, false), (1, true)], set.Training.Select(line => (line.Set, line.IsLoose)));
        Assert.Equal([1, 3, 5, 2, 1, 4, 1], set.Training[0].Labels);
        Assert.Equal([1, 3, 5, 1, 3, 1], set.Training[1].Labels);
        Assert.Equal(0, set.Folding?.Classes[2]);
        Assert.NotEqual(set.Fingerprint(), LineTrainingSet.Load(Recipe, [LineData.Open(folder.Path), LineData.Open(loose.Path)], threads: 2).Fingerprint());
    }

    [Fact]
    public void Load_SetForValidationAlone_TrainsOnNoneOfItsLines()
    {
        using var drawn = new TemporaryFolder();
        using var real = new TemporaryFolder();
        DrawnData.Write(drawn, [("1.png", "train", "ab", 96)]);
        DrawnData.Write(real, [("2.png", "train", "a", 96), ("3.png", "val", "b", 96)]);

        LineTrainingSet set = LineTrainingSet.Load(Recipe, [LineData.Open(drawn.Path)], 1, null, default, LineData.Open(real.Path));

        Assert.Equal("1.png", Assert.Single(set.Training).Id);
        Assert.Equal("3.png", Assert.Single(Assert.Single(set.Validation).Lines).Id);
    }

    [Fact]
    public void Load_RandomSplit_PartsAllLinesOfItsSplitsAndLosesNone()
    {
        using var folder = new TemporaryFolder();
        DrawnData.Write(folder, [.. Enumerable.Range(0, 20).Select(i => ($"{i}.png", i < 15 ? "train" : "val", "a", 96))]);
        Recipe recipe = Recipe with { RandomSplit = new RandomSplit { Of = ["train", "val"], ValidationShare = 0.2 } };

        LineTrainingSet set = LineTrainingSet.Load(recipe, [LineData.Open(folder.Path)], threads: 2);

        var (split, lines) = Assert.Single(set.Validation);
        Assert.Equal(("random 20 %", 4, 16), (split, lines.Count, set.Training.Count));
        Assert.Equal(20, set.Training.Concat(lines).Select(line => line.Id).Distinct().Count());
        Assert.Contains(set.Training, line => line.Id == "15.png" || line.Id == "16.png" || line.Id == "17.png" || line.Id == "18.png" || line.Id == "19.png");
    }

    [Fact]
    public void Load_TrainShare_TakesTheSameLinesEachTimeInTheirOrder()
    {
        using var folder = new TemporaryFolder();
        DrawnData.Write(folder, [.. Enumerable.Range(10, 30).Select(i => ($"{i}.png", i < 35 ? "train" : "val", "a", 96))]);

        string[] Ids() => [.. LineTrainingSet.Load(Recipe with { TrainShare = 0.5 }, [LineData.Open(folder.Path)], threads: 2).Training.Select(line => line.Id)];

        Assert.Equal(12, Ids().Length);
        Assert.Equal(Ids(), Ids());
        Assert.Equal(Ids().Order(), Ids());
    }

    [Fact]
    public void Load_AlphabetOfTheRecipe_LeavesOutAndCountsLinesOutsideIt()
    {
        using var folder = new TemporaryFolder();
        DrawnData.Write(folder, [("1.png", "train", "ab", 96), ("2.png", "train", "ax", 96), ("3.png", "val", "a", 96)]);

        LineTrainingSet set = LineTrainingSet.Load(Recipe with { Alphabet = "abc" }, [LineData.Open(folder.Path)], threads: 1);

        Assert.Equal([" ", "a", "b", "c"], set.Codec.Alphabet);
        Assert.Equal("1.png", Assert.Single(set.Training).Id);
        Assert.Equal(("2.png", SkipReason.OutsideAlphabet), (Assert.Single(set.Skipped).Id, set.Skipped[0].Reason));
    }

    [Fact]
    public void Load_NoValidationSplit_NamesIt()
    {
        using var folder = new TemporaryFolder();
        DrawnData.Write(folder, [("1.png", "train", "a", 96)]);

        var e = Assert.Throws<LineDataException>(() => LineTrainingSet.Load(Recipe, [LineData.Open(folder.Path)], threads: 1));

        Assert.Contains("expected a split \"val\"", e.Message);
    }

    [Fact]
    public void Load_NothingCanBeUsed_SaysWhy()
    {
        using var folder = new TemporaryFolder();
        DrawnData.Write(folder, [("1.png", "train", "aaaaaaaaa", 16), ("2.png", "val", "a", 96)]);

        var e = Assert.Throws<LineDataException>(() => LineTrainingSet.Load(Recipe, [LineData.Open(folder.Path)], threads: 1));

        Assert.Contains("expected lines that can be used in the split train. 1 skipped, too narrow for the label", e.Message);
    }
}
