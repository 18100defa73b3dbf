using System.Text;

namespace Ductus.Tests.Rules;

public sealed class TextNormalizationTests
{
    /// <summary>In invariant globalization mode .NET returns the text as it came, without an error.</summary>
    [Fact]
    public void Normalize_Decomposed_IsComposed()
    {
        Assert.Equal("\u1ec7", "e\u0323\u0302".Normalize(NormalizationForm.FormC));
    }
}
