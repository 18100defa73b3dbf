using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

/// <summary>Runs by itself: other tests' memory would drown what a font leaves behind.</summary>
[Collection("Font memory")]
public sealed class NativeMemoryTests
{
    [FontFact]
    public void LoadAndDraw_ManyTimes_LeavesNoMemoryBehind()
    {
        LoadAndDraw(times: 60);
        long before = Resident();
        LoadAndDraw(times: 300);
        long grown = Resident() - before;

        // One font that is not freed keeps at least its 100 KB file: 30 MB in all.
        Assert.True(grown < 12 << 20, $"300 fonts loaded and disposed left {grown / 1024} KB behind.");
    }

    private static void LoadAndDraw(int times)
    {
        for (int i = 0; i < times; i++)
        {
            using HandwritingFont font = HandwritingFonts.HeldOut[0].Load(FontFactAttribute.Folder);
            LineDrawing.Draw("leak", font, new Hand { XHeightPixels = 10 }, Paper.Blank, new Random(i));
        }
    }

    private static long Resident()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}

[CollectionDefinition("Font memory", DisableParallelization = true)]
public sealed class FontMemory;
