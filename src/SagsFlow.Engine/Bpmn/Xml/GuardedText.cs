using System.Text;

namespace SagsFlow.Engine.Bpmn.Xml;

/// <summary>
/// Decodes a file piece by piece and stops at what the XML parser would choke on or spend memory on before it could
/// complain: a DTD, a tag with thousands of attributes, bytes that the encoding has not.
/// </summary>
internal sealed class GuardedText(ReadOnlyMemory<byte> bytes, Encoding encoding) : TextReader
{
    /// <summary>Far above any tool's habit; the parser gathers a tag's attributes before it hands any of them out.</summary>
    private const int MostAttributes = 1_000;

    private const int PieceBytes = 16 * 1024;
    private const string Doctype = "<!DOCTYPE";

    private readonly Decoder decoder = encoding.GetDecoder();
    private readonly char[] piece = new char[encoding.GetMaxCharCount(PieceBytes)];
    private readonly StringBuilder opening = new();
    private int offset;
    private int from;
    private int to;
    private int line = 1;
    private int attributes;
    private Place place;
    private char quote;
    private int closing;

    private enum Place
    {
        Text,
        Opening,
        Tag,
        Value,
        Comment,
        CData,
        Instruction,
    }

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override int Read(Span<char> buffer)
    {
        if (from == to && !Fill())
        {
            return 0;
        }

        var length = Math.Min(buffer.Length, to - from);
        piece.AsSpan(from, length).CopyTo(buffer);
        from += length;
        return length;
    }

    /// <inheritdoc/>
    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    /// <inheritdoc/>
    public override int Peek() => from < to || Fill() ? piece[from] : -1;

    private bool Fill()
    {
        from = to = 0;
        while (to == 0 && offset < bytes.Length)
        {
            var next = bytes.Span.Slice(offset, Math.Min(PieceBytes, bytes.Length - offset));
            try
            {
                to = decoder.GetChars(next, piece, flush: offset + next.Length == bytes.Length);
            }
            catch (DecoderFallbackException e)
            {
                var before = next[..Math.Clamp(e.Index, 0, next.Length)];
                throw new UnreadableFileException(
                    "forkert-kodning", line + before.Count((byte)'\n'), $"Her står bytes, som ikke er {encoding.WebName}. Gem filen som UTF-8, eller ret encoding i XML-erklæringen.");
            }

            offset += next.Length;
        }

        foreach (var c in piece.AsSpan(0, to))
        {
            Watch(c);
        }

        return to > 0;
    }

    private void Watch(char c)
    {
        if (c == '\n')
        {
            line++;
        }

        switch (place)
        {
            case Place.Text when c == '<':
                place = Place.Opening;
                opening.Clear().Append(c);
                break;
            case Place.Opening:
                Open(c);
                break;
            case Place.Tag:
                InTag(c);
                break;
            case Place.Value when c == quote:
                place = Place.Tag;
                break;
            case Place.Comment or Place.CData or Place.Instruction:
                InSkipped(c);
                break;
        }
    }

    /// <summary>Just after a <c>&lt;</c>: a few characters tell a tag from a comment, a CDATA section or a DTD.</summary>
    private void Open(char c)
    {
        opening.Append(c);
        if (opening.Length == 2 && c is not ('!' or '?'))
        {
            attributes = 0;
            place = c == '>' ? Place.Text : Place.Tag;
            return;
        }

        var start = opening.ToString();
        if (start == Doctype)
        {
            throw new UnreadableFileException("dtd", line, "Filen har en dokumenttype (<!DOCTYPE …>). Den læses aldrig; fjern den.");
        }

        var next = start switch
        {
            "<?" => Place.Instruction,
            "<!--" => Place.Comment,
            "<![CDATA[" => Place.CData,
            _ => start.Length > Doctype.Length ? Place.Tag : Place.Opening,
        };
        closing = 0;
        place = next;
    }

    private void InTag(char c)
    {
        switch (c)
        {
            case '>':
                place = Place.Text;
                break;
            case '"' or '\'':
                quote = c;
                place = Place.Value;
                break;
            case '=' when ++attributes > MostAttributes:
                throw new UnreadableFileException("for-mange-attributter", line, $"Et element har mere end {MostAttributes} attributter. Del det op.");
        }
    }

    /// <summary>Counts how much of the end mark (<c>--&gt;</c>, <c>]]&gt;</c>, <c>?&gt;</c>) has been seen.</summary>
    private void InSkipped(char c)
    {
        var (mark, needed) = place switch
        {
            Place.Comment => ('-', 2),
            Place.CData => (']', 2),
            _ => ('?', 1),
        };
        if (c == mark)
        {
            closing++;
        }
        else
        {
            if (c == '>' && closing >= needed)
            {
                place = Place.Text;
            }

            closing = 0;
        }
    }
}
