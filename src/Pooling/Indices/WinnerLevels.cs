using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// Winners of some neighbors, 4, 16, 64, ... of them, from every position of a line on: windows that start at every position and
/// are long have few of these parts, which may overlap, so that their cost grows with the logarithm of their size.
/// </summary>
/// <typeparam name="T">The type of the input's elements.</typeparam>
/// <typeparam name="TLine">The type in which they are compared.</typeparam>
/// <typeparam name="TCode">A signed integer as wide.</typeparam>
/// <typeparam name="TExtreme">Which element wins.</typeparam>
internal readonly ref struct WinnerLevels<T, TLine, TCode, TExtreme>
    where T : INumber<T>
    where TLine : INumber<TLine>
    where TCode : INumber<TCode>
    where TExtreme : struct, IExtreme<T>
{
    private readonly nint _step;
    private readonly nint _code;
    private readonly TLine _identity;
    private readonly nint _pitch;
    private readonly Scratch<TLine> _values;
    private readonly Scratch<TCode> _winners;
    private readonly Scratch<TCode> _codes;
    private readonly Scratch<nint> _taps;

    /// <param name="size">The number of a window's positions.</param>
    /// <param name="step">From one position to the next.</param>
    /// <param name="code">From the code of one position to that of the next.</param>
    /// <param name="length">The length of the longest line.</param>
    /// <param name="identity">What loses to all elements, or equals them.</param>
    public WinnerLevels(nint size, nint step, nint code, nint length, TLine identity)
    {
        _step = step;
        _code = code;
        _identity = identity;
        Size = WindowParts.LargestOf(size);
        _pitch = length + Vector<TLine>.Count;
        nint levels = WindowParts.LevelOf(Size);
        _values = new Scratch<TLine>(checked(levels * _pitch));
        _winners = new Scratch<TCode>(checked(levels * _pitch));
        _taps = new Scratch<nint>(WindowParts.Growth);
        _codes = new Scratch<TCode>(WindowParts.Growth);
    }

    /// <summary>The number of positions of a part of the largest level.</summary>
    public nint Size { get; }

    /// <summary>The values of parts.</summary>
    /// <param name="part">The number of a part's positions: 4, 16, ...</param>
    public ref TLine ValuesOf(nint part) => ref _values.Span[(int)((WindowParts.LevelOf(part) - 1) * _pitch)];

    /// <summary>The winners of parts, called by their distance to the start of the part.</summary>
    /// <inheritdoc cref="ValuesOf"/>
    public ref TCode WinnersOf(nint part) => ref _winners.Span[(int)((WindowParts.LevelOf(part) - 1) * _pitch)];

    /// <summary>Makes the parts of a line.</summary>
    /// <param name="line">Its first element.</param>
    /// <param name="length">Its length.</param>
    public void Make(ref TLine line, nint length)
    {
        for (nint part = WindowParts.Growth; part <= Size; part *= WindowParts.Growth)
        {
            nint smaller = part / WindowParts.Growth;
            for (int i = 0; i < WindowParts.Growth; i++)
            {
                _taps.Span[i] = i * smaller * _step;
                _codes.Span[i] = TCode.CreateTruncating(i * smaller * _code);
            }

            nint count = length - ((part - 1) * _step);
            if (count <= 0)
            {
                return;
            }

            if (smaller == 1)
            {
                Find<ElementsOfWindows<TCode>>(ref line, ref Unsafe.NullRef<TCode>(), count, part);
            }
            else
            {
                Find<PartsOfWindows<TCode>>(ref ValuesOf(smaller), ref WinnersOf(smaller), count, part);
            }
        }
    }

    public void Dispose()
    {
        _values.Dispose();
        _winners.Dispose();
        _codes.Dispose();
        _taps.Dispose();
    }

    private void Find<TSource>(ref TLine from, ref TCode parts, nint count, nint part)
        where TSource : struct, IWinnerSource<TCode> =>
        WinnerTaps.Find<T, TLine, TCode, TExtreme, TSource, KeptCodes<TCode>>(
            ref from,
            ref parts,
            _taps.Span,
            _codes.Span,
            _identity,
            1,
            0,
            count,
            ref ValuesOf(part),
            0,
            new KeptCodes<TCode>(ref WinnersOf(part), 0),
            areParts: true);
}
