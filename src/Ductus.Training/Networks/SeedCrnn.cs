using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>The seed's network has no sizes to choose; its recipe sets H 64 and W 256, its alphabet makes the 30 classes.</summary>
public sealed record SeedCrnnOptions : NetworkOptions
{
    public override int FrameStride => 4;

    public override LineNetwork Create(int classes, int height) => new SeedCrnn(classes, height);

    public override string ToString() => "SeedCrnn: 3×3 convolutions 32, 64, 128, dense 64, 2 × BiLSTM-256";
}

/// <summary>
/// The network of the system for names that Ductus succeeds: three convolutions with pooling, a dense layer, two bidirectional LSTMs.
/// With 256×64 crops and 30 classes its tensors hold 2,406,878 numbers, 448 of them running statistics.
/// </summary>
public sealed class SeedCrnn : LineNetwork
{
    private const double ConvolutionDropout = 0.3;

    private readonly BiasedConvolution[] _convolutions;
    private readonly Linear _dense, _classes;
    private readonly BidirectionalLstm _lstm;

    /// <param name="classes">C = labels of the codec + 1.</param>
    /// <param name="height">H, a multiple of 8.</param>
    public SeedCrnn(int classes, int height)
    {
        _convolutions =
        [
            Add("conv1", new BiasedConvolution(1, 32)), Add("conv2", new BiasedConvolution(32, 64)), Add("conv3", new BiasedConvolution(64, 128)),
        ];
        _dense = Add("dense", new Linear(128 * (height / 8), 64));
        _lstm = Add("lstm", new BidirectionalLstm(64, hidden: 256, layers: 2, dropout: 0));
        _classes = Add("classes", new Linear(512, classes));
    }

    public override TrainingOutput ForwardTraining(TrainingInput input)
    {
        Tensor x = Pixels(input);                                                 // (B, 1, H, W)
        x = _convolutions[0].Forward(x).MaxPool2d((2, 2));                        // (B, 32, H/2, W/2)
        x = _convolutions[1].Forward(x).MaxPool2d((2, 2)).Dropout(ConvolutionDropout, Training);
        x = _convolutions[2].Forward(x).MaxPool2d((2, 1)).Dropout(ConvolutionDropout, Training);
        x = x.Permute(3, 0, 1, 2).Flatten(2).To(DataType.Float32);                // (T, B, 128·H/8)   T = W/4
        x = _dense.Forward(x).ReluInPlace();                                      // (T, B, 64)
        return new TrainingOutput(_classes.Forward(_lstm.Forward(x)));            // (T, B, C)
    }

    /// <summary>As Keras has it: a bias although a normalisation follows.</summary>
    private sealed class BiasedConvolution : Module
    {
        private readonly Conv2d _convolution;
        private readonly BatchNorm2d _norm;

        public BiasedConvolution(int inputs, int outputs)
        {
            _convolution = Add("conv", new Conv2d(inputs, outputs, (3, 3), bias: true));
            _norm = Add("norm", new BatchNorm2d(outputs));
        }

        public override Tensor Forward(Tensor x) => _norm.ForwardRelu(_convolution.Forward(x));
    }
}
