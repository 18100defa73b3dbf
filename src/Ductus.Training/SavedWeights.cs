using Ductus.Recognition;
using Ductus.Training.Export;
using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training;

/// <summary>Weights that a run starts from: those of another run, or of a model file. Immutable, share it.</summary>
public sealed class SavedWeights
{
    private readonly string _path;
    private readonly Dictionary<string, (float[] Values, long[] Sizes)> _parameters;
    private readonly HashSet<string> _perClass;

    private SavedWeights(
        string path, IReadOnlyList<string> alphabet, TrainingTerms terms, Dictionary<string, (float[] Values, long[] Sizes)> parameters, HashSet<string> perClass) =>
        (_path, Alphabet, Terms, _parameters, _perClass) = (path, alphabet, terms, parameters, perClass);

    /// <summary>The characters they know, in the order of their classes.</summary>
    public IReadOnlyList<string> Alphabet { get; }

    /// <summary>What they were made from and the terms that this passes on.</summary>
    public TrainingTerms Terms { get; }

    /// <summary>The characters of an alphabet that they do not know yet.</summary>
    public IReadOnlyList<string> NewIn(IReadOnlyList<string> alphabet) => [.. alphabet.Except(Alphabet)];

    /// <param name="path"><c>best.bin</c> or <c>checkpoint.bin</c> of a run, or an <c>.onnx</c> model.</param>
    /// <param name="recipe">With the network that the weights are of.</param>
    /// <exception cref="CheckpointException">The file is damaged, or of another network.</exception>
    /// <exception cref="ModelFormatException">The model file is damaged.</exception>
    public static SavedWeights Load(string path, Recipe recipe)
    {
        bool isModel = path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
        ModelMetadata? metadata = isModel ? ModelMetadata.Read(path) : null;
        if (metadata is not null && metadata.Normalization.Height != recipe.Height)
            throw new CheckpointException($"{path}: expected a model of height {recipe.Height}, the recipe's; it has {metadata.Normalization.Height}.");
        RunState? state = metadata is null ? Checkpoint.ReadState(path) : null;
        IReadOnlyList<string> alphabet = metadata?.Alphabet ?? state!.Alphabet;
        LineNetwork network = recipe.Network.Create(alphabet.Count + 1, recipe.Height);
        using var store = new ParameterStore(network, Device.Cpu, new Random(0));
        IReadOnlySet<string>? names = null;
        if (metadata is not null)
            names = ModelWeights.Load(path, network, store, metadata);
        else
            Checkpoint.Load(path, [store.Weights, store.Statistics]);
        // Those with a row for each class are those that one class more makes larger.
        HashSet<string> perClass = [.. network.NamedParameters().Zip(recipe.Network.Create(alphabet.Count + 2, recipe.Height).NamedParameters())
            .Where(pair => pair.First.Parameter.Count != pair.Second.Parameter.Count).Select(pair => pair.First.Name)];
        return new SavedWeights(path, alphabet, metadata is null ? TermsOf(state!, path) : TermsOf(metadata), store.Read().Where(parameter => names?.Contains(parameter.Key) ?? true).ToDictionary(), perClass);
    }

    private static TrainingTerms TermsOf(ModelMetadata metadata) => new()
    {
        Data = metadata.Data,
        Licence = metadata.LicenceTerms,
        CommercialUse = metadata.CommercialUse switch { CommercialUse.Yes => true, CommercialUse.No => false, _ => null },
    };

    /// <summary>Files of runs that did not note their terms have them in the recipe beside them, unless they were moved.</summary>
    private static TrainingTerms TermsOf(RunState state, string path)
    {
        string recipe = new RunFolder(Path.GetDirectoryName(Path.GetFullPath(path))!).Recipe;
        return state.Terms ?? (File.Exists(recipe) ? Recipe.Load(recipe).Terms : new TrainingTerms());
    }

    /// <summary>Puts the weights into a network, class by class where its alphabet is another; what is not among them keeps its first values.</summary>
    /// <param name="store">Of the network.</param>
    /// <param name="alphabet">Of the network.</param>
    /// <exception cref="CheckpointException">The network is another one.</exception>
    public void CopyTo(ParameterStore store, IReadOnlyList<string> alphabet)
    {
        // Row of the saved class for each class; the blank stays the blank, −1 where the character is new.
        int[] rows = [0, .. alphabet.Select(character => Alphabet.ToList().IndexOf(character) is >= 0 and var index ? index + 1 : -1)];
        foreach (var (name, parameter) in store.Entries)
        {
            if (!_parameters.TryGetValue(name, out var saved))
                continue;
            bool perClass = _perClass.Contains(name);
            if (!saved.Sizes.Skip(perClass ? 1 : 0).SequenceEqual(parameter.Sizes.Skip(perClass ? 1 : 0)))
                throw new CheckpointException(
                    $"{_path}: {name} has {string.Join('×', saved.Sizes)} values, this network {string.Join('×', parameter.Sizes)}: another recipe made it.");
            if (!perClass)
            {
                parameter.Tensor.CopyFrom<float>(saved.Values);
                continue;
            }
            float[] values = parameter.Tensor.ToArray<float>();
            int row = values.Length / rows.Length;
            for (int i = 0; i < rows.Length; i++)
                if (rows[i] >= 0)
                    saved.Values.AsSpan(rows[i] * row, row).CopyTo(values.AsSpan(i * row));
            parameter.Tensor.CopyFrom<float>(values);
        }
    }
}
