using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Pooling.Lessons;

/// <summary>What the header of a <c>.npy</c> file says about the array behind it.</summary>
/// <param name="Description">The kind of elements, such as <c>&lt;f4</c>.</param>
/// <param name="FortranOrder">Whether the first axis is the fastest.</param>
/// <param name="Shape">The length of each axis.</param>
/// <param name="Bytes">The number of bytes up to the first element.</param>
internal sealed record NumpyHeader(string Description, bool FortranOrder, nint[] Shape, int Bytes)
{
    // Far longer than any header of numbers; a longer one is damage, not data.
    private const int MaxLength = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads from the start of a file to the first byte of the elements.</summary>
    public static NumpyHeader Read(Stream stream, string source)
    {
        Span<byte> start = stackalloc byte[8];
        int got = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (got < Magic.Length || !start.StartsWith(Magic))
        {
            string hint = start.StartsWith("PK"u8) ? " It is an archive (.npz); use LoadArchive." : "";
            throw new InvalidDataException($"{source} is not a NumPy file: it does not begin with '\\x93NUMPY'.{hint}");
        }

        byte version = start[6];
        if (got == start.Length && version is not (1 or 2 or 3))
        {
            throw new NotSupportedException($"{source} has format version {version}.{start[7]}; 1.0 to 3.0 can be read.");
        }

        Span<byte> lengthBytes = stackalloc byte[4];
        lengthBytes.Clear();
        int lengthSize = version == 1 ? 2 : 4;
        ReadExactly(stream, lengthBytes[..lengthSize], source);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (length > MaxLength)
        {
            throw new InvalidDataException($"{source} has a header of {length} bytes; expected at most {MaxLength}.");
        }

        byte[] header = new byte[length];
        ReadExactly(stream, header, source);
        string text = (version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(header);
        return Parse(text, start.Length + lengthSize + header.Length, source);
    }

    private static void ReadExactly(Stream stream, Span<byte> bytes, string source)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InvalidDataException($"{source} is cut off within its header.");
        }
    }

    private static NumpyHeader Parse(string text, int bytes, string source)
    {
        PythonLiteral literal = new(text);
        string? description = null;
        bool? fortranOrder = null;
        nint[]? shape = null;
        try
        {
            foreach (string key in literal.Keys())
            {
                switch (key)
                {
                    case "descr" when literal.NextIs('['):
                        throw new NotSupportedException(
                            $"{source} holds structured elements; only plain numbers can be read.");
                    case "descr":
                        description = literal.Text();
                        break;
                    case "fortran_order":
                        fortranOrder = literal.Boolean();
                        break;
                    case "shape":
                        shape = literal.Tuple();
                        break;
                    default:
                        throw new FormatException($"the key '{key}' is not expected");
                }
            }
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw new InvalidDataException($"{source} has a header that cannot be read: {error.Message}: {text.Trim()}", error);
        }

        if (description is null || fortranOrder is null || shape is null)
        {
            throw new InvalidDataException(
                $"{source} has a header without 'descr', 'fortran_order' or 'shape': {text.Trim()}");
        }

        return new NumpyHeader(description, fortranOrder.Value, shape, bytes);
    }

    /// <summary>Reads the part of Python's literals that headers are written in.</summary>
    private sealed class PythonLiteral(string text)
    {
        private int _position;

        /// <summary>The keys of a dictionary; the caller reads each value before it asks for the next key.</summary>
        public IEnumerable<string> Keys()
        {
            Expect('{');
            while (!Accept('}'))
            {
                string key = Text();
                Expect(':');
                yield return key;
                if (!Accept(','))
                {
                    Expect('}');
                    break;
                }
            }

            SkipSpace();
            if (_position < text.Length)
            {
                throw new FormatException("something follows the closing brace");
            }
        }

        public bool NextIs(char expected)
        {
            SkipSpace();
            return _position < text.Length && text[_position] == expected;
        }

        public string Text()
        {
            char quote = NextIs('"') ? '"' : '\'';
            Expect(quote);
            int end = text.IndexOf(quote, _position);
            if (end < 0)
            {
                throw new FormatException("a string has no end");
            }

            string value = text[_position..end];
            _position = end + 1;
            return value;
        }

        public bool Boolean()
        {
            string word = Word(char.IsAsciiLetter);
            return word switch
            {
                "True" => true,
                "False" => false,
                _ => throw new FormatException($"expected True or False, but got '{word}'"),
            };
        }

        public nint[] Tuple()
        {
            List<nint> items = [];
            Expect('(');
            while (!Accept(')'))
            {
                items.Add(nint.Parse(Word(char.IsAsciiDigit), CultureInfo.InvariantCulture));

                // Python 2 wrote 3L.
                Accept('L');
                if (!Accept(','))
                {
                    Expect(')');
                    break;
                }
            }

            return [.. items];
        }

        private string Word(Func<char, bool> belongs)
        {
            SkipSpace();
            int start = _position;
            while (_position < text.Length && belongs(text[_position]))
            {
                _position++;
            }

            return text[start.._position];
        }

        private bool Accept(char expected)
        {
            bool found = NextIs(expected);
            _position += found ? 1 : 0;
            return found;
        }

        private void Expect(char expected)
        {
            if (!Accept(expected))
            {
                throw new FormatException($"expected {expected} at position {_position}");
            }
        }

        private void SkipSpace()
        {
            while (_position < text.Length && char.IsWhiteSpace(text[_position]))
            {
                _position++;
            }
        }
    }
}
