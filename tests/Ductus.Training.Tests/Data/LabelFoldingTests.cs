using Ductus.Recognition;
using Ductus.Training.Data;

namespace Ductus.Training.Tests.Data;

public sealed class LabelFoldingTests
{
    [Fact]
    public void Fold_TitleCasedLabels_LeaveCaseAndForeignMarksOpen()
    {
        var codec = new Codec([" ", ",", "/", "2", "T", "p", "t", "Đ", "đ"]);

        var folding = new LabelFolding(codec, ["Đt 2/2"]);

        // The slash stands in such labels, so they tell it; the comma stands in none.
        Assert.Equal([0, 1, 0, 3, 4, 5, 6, 5, 8, 8], folding.Classes);
        Assert.Equal([5, 6, 1, 4, 3, 4], folding.Fold(codec.Encode("Tp 2/2")));
        Assert.Equal([8, 1, 5], folding.Fold(codec.Encode("đ, t")));
    }

    [Fact]
    public void Fold_DecomposedAlphabet_KeepsMarksOfLetters()
    {
        var codec = Codec.FromTexts(["Ầ ầ."], isDecomposed: true);

        var folding = new LabelFolding(codec, ["ầ"]);

        Assert.Equal([" ", ".", "A", "a", "\u0300", "\u0302"], codec.Alphabet);
        Assert.Equal([0, 1, 0, 3, 3, 5, 6], folding.Classes);
        Assert.Equal(folding.Fold(codec.Encode("ầ")), folding.Fold(codec.Encode("Ầ.")));
    }
}
