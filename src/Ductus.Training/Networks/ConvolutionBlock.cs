using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>Convolution, batch normalisation, ReLU.</summary>
public sealed class ConvolutionBlock : Module
{
    private readonly Conv2d _convolution;
    private readonly BatchNorm2d _norm;

    public ConvolutionBlock(int inputs, int outputs, (int H, int W) kernel, (int H, int W)? stride = null)
    {
        _convolution = Add("conv", new Conv2d(inputs, outputs, kernel, stride));
        _norm = Add("norm", new BatchNorm2d(outputs));
    }

    public override Tensor Forward(Tensor x) => _norm.ForwardRelu(_convolution.Forward(x));
}
