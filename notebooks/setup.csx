// What every lesson starts with: `#!import setup.csx`. The libraries are those that `dotnet build` has made.
#r "../artifacts/lessons/System.Numerics.Tensors.dll"
#r "../artifacts/lessons/Pooling.dll"
#r "../artifacts/lessons/Pooling.Figures.dll"
#r "../artifacts/lessons/Pooling.Lessons.dll"

using System.Numerics.Tensors;
using Microsoft.DotNet.Interactive.Formatting;
using Pooling;
using Pooling.Figures;
using Pooling.Lessons;

// Tensors show as matrices. The type is .NET's own, so it cannot name its formatters as figures do.
Formatter.Register(typeof(Tensor<>), (tensor, writer) => writer.Write(TensorView.ToHtml((IReadOnlyTensor)tensor)), "text/html");
Formatter.Register(typeof(Tensor<>), (tensor, writer) => writer.Write(TensorView.ToText((IReadOnlyTensor)tensor)), "text/plain");
Formatter.SetPreferredMimeTypesFor(typeof(Tensor<>), "text/html", "text/plain");

// A shape as Python writes it: (1, 4, 4, 1).
static string Shape<T>(Tensor<T> tensor) => $"({string.Join(", ", tensor.Lengths.ToArray())})";
