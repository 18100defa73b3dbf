using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>The network has no sizes to choose; its recipe sets H 118 and W 2160.</summary>
public sealed record SeedLineCrnnOptions : NetworkOptions
{
    public override int FrameStride => 9;

    public override string? Fault(int height, int width) => height is >= 81 and < 162 ? null : $"seedLineCrnn needs a height of 81…161, of which its pooling leaves one row; got {height}";

    public override LineNetwork Create(int classes, int height) => new SeedLineCrnn(classes);

    public override string ToString() => "SeedLineCrnn: 3×3 convolutions 64, 128, residual 256, 512, convolution 1024, 2 × BiLSTM-512";
}

/// <summary>
/// The network of the system for Vietnamese lines that Ductus succeeds: seven convolutions, two of them with shortcuts, and two bidirectional LSTMs. With
/// 141 classes its tensors hold 21,965,197 numbers, 5,120 of them running statistics.
/// </summary>
public sealed class SeedLineCrnn : LineNetwork
{
    private const double LstmDropout = 0.2;

    private readonly Conv2d _first, _second, _third, _fourth, _fifth, _sixth, _seventh;
    private readonly BatchNorm2d _norm3, _norm4, _norm5, _norm6, _norm7;
    private readonly BidirectionalLstm _lstm;
    private readonly Linear _classes;

    /// <param name="classes">C = labels of the codec + 1.</param>
    public SeedLineCrnn(int classes)
    {
        (_first, _second) = (Convolution(1, 1, 64), Convolution(2, 64, 128));
        (_third, _norm3) = (Convolution(3, 128, 256), Norm(3, 256));
        (_fourth, _norm4) = (Convolution(4, 256, 256), Norm(4, 256));
        (_fifth, _norm5) = (Convolution(5, 256, 512), Norm(5, 512));
        (_sixth, _norm6) = (Convolution(6, 512, 512), Norm(6, 512));
        (_seventh, _norm7) = (Convolution(7, 512, 1024), Norm(7, 1024));
        _lstm = Add("lstm", new BidirectionalLstm(1024, hidden: 512, layers: 2, LstmDropout));
        _classes = Add("classes", new Linear(1024, classes));
    }

    public override TrainingOutput ForwardTraining(TrainingInput input)
    {
        Tensor x = Pixels(input);                                                 // (B, 1, H, W)
        x = _first.Forward(x).MaxPool2d((3, 3)).ReluInPlace();                    // (B, 64, H/3, W/3)
        x = _second.Forward(x).MaxPool2d((3, 3)).ReluInPlace();                   // (B, 128, H/9, T)   T = W/9
        x = _norm3.ForwardRelu(_third.Forward(x));
        x = _norm4.ForwardRelu(_fourth.Forward(x), x);                            // (B, 256, H/9, T)
        x = _norm5.ForwardRelu(_fifth.Forward(x));
        x = _norm6.ForwardRelu(_sixth.Forward(x), x);                             // (B, 512, H/9, T)
        x = _norm7.Forward(_seventh.Forward(x)).MaxPool2d((3, 1)).ReluInPlace().MaxPool2d((3, 1));
        x = x.Squeeze(2).Permute(2, 0, 1).To(DataType.Float32);                   // (T, B, 1024)
        return new TrainingOutput(_classes.Forward(_lstm.Forward(x.Dropout(LstmDropout, Training))));
    }

    // As Keras has it: a bias although a normalisation follows.
    private Conv2d Convolution(int place, int inputs, int outputs) => Add($"conv{place}", new Conv2d(inputs, outputs, (3, 3), bias: true));

    private BatchNorm2d Norm(int place, int channels) => Add($"norm{place}", new BatchNorm2d(channels));
}
