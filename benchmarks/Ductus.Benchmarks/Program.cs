using System.Globalization;
using Ductus.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

switch (args)
{
    case ["parts", var samples, .. var options]:
        return PartTimes.Run(samples, options);
    case ["step-case", var folder]:
        StepCase.Write(folder);
        foreach (string precision in StepTiming.WorthwhilePrecisions())
            Console.WriteLine(precision);
        return 0;
    case ["step", var folder, var precision, var threads, var steps]:
        Console.WriteLine(StepTiming.Run(
            StepCase.Read(folder), StepTiming.TypeOf(precision), int.Parse(threads, CultureInfo.InvariantCulture), int.Parse(steps, CultureInfo.InvariantCulture)));
        return 0;
    case ["untrained-model", var path]:
        UntrainedModel.Write(path);
        return 0;
    case ["report", var samples, var facts, var load, var page]:
        Report.Write(page, File.ReadAllLines(facts), double.Parse(load, CultureInfo.InvariantCulture), File.ReadAllLines(samples));
        return 0;
    default:
        Console.Error.WriteLine("""
            usage: Ductus.Benchmarks VERB … (benchmarks/run calls it)
              parts SAMPLES [--quick] [OPTION…]   BenchmarkDotNet over our own parts, its options passed on; rows go to SAMPLES
              step-case FOLDER                    writes the training step that is compared; prints the number types worth comparing
              step FOLDER TYPE THREADS STEPS      times that step: median seconds, then the losses of the first steps
              untrained-model FILE                a model file of the English recipe with random weights, to try the scripts
              report SAMPLES FACTS LOAD PAGE      the page of results
            """);
        return 2;
}
