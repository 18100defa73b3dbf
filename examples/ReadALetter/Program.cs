// Usage: ReadALetter MODEL.onnx IMAGE
using Ductus;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Recognition;

using var model = RecognitionModel.Load(args[0]);
Page page = new PageReader(model).Read(ImageFile.Read(args[1]));
foreach (TextLine line in page.Lines)
    Console.WriteLine($"{line.Confidence:F2}  {line.Text}");
