using System.Text;
using System.Text.RegularExpressions;

namespace SagsFlow.Engine.Bpmn.Xml;

/// <summary>
/// Which encoding a file is in: its byte order mark, else how its first bytes lie, else its XML declaration, else UTF-8
/// (XML 1.0, appendix F). Decoders made here refuse bytes that the encoding has not, so that nothing is guessed.
/// </summary>
internal static partial class FileEncoding
{
    /// <summary>A declaration is read no further than this; a real one is under a hundred characters.</summary>
    private const int DeclarationBytes = 1024;

    private const string Ebcdic = "IBM037";

    /// <summary>The file's encoding and how many bytes of mark stand before its text.</summary>
    /// <exception cref="UnreadableFileException">No such encoding, or one that cannot be what the bytes are in.</exception>
    public static (Encoding Encoding, int Mark) Detect(ReadOnlySpan<byte> bytes)
    {
        if (FromMark(bytes) is { } marked)
        {
            return marked;
        }

        if (FromLayout(bytes) is { } wide)
        {
            return (Find(wide)!, 0);
        }

        var isEbcdic = bytes.StartsWith<byte>([0x4C, 0x6F, 0xA7, 0x94]);
        var declared = Declared(bytes, isEbcdic ? Find(Ebcdic)! : Encoding.Latin1);
        if (declared is null)
        {
            return (Find(isEbcdic ? Ebcdic : "utf-8")!, 0);
        }

        var encoding = Find(declared)
            ?? throw new UnreadableFileException("ukendt-kodning", 1, $"Tegnsættet »{declared}« i XML-erklæringen kendes ikke. Gem filen som UTF-8, og skriv encoding=\"UTF-8\".");
        if (!isEbcdic && encoding.GetByteCount("<") > 1)
        {
            throw new UnreadableFileException("forkert-kodning", 1, $"XML-erklæringen siger »{declared}«, men filen er ikke gemt sådan. Skriv encoding=\"UTF-8\", eller gem filen som den siger.");
        }

        return (encoding, 0);
    }

    private static (Encoding, int)? FromMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Find("utf-8")!, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Find("utf-32")!, 4),
        [0, 0, 0xFE, 0xFF, ..] => (Find("utf-32BE")!, 4),
        [0xFF, 0xFE, ..] => (Find("utf-16")!, 2),
        [0xFE, 0xFF, ..] => (Find("utf-16BE")!, 2),
        _ => null,
    };

    /// <summary>The first character of XML is a <c>&lt;</c>: its zero bytes tell the width and the order.</summary>
    private static string? FromLayout(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x3C, 0, 0, 0, ..] => "utf-32",
        [0, 0, 0, 0x3C, ..] => "utf-32BE",
        [0x3C, 0, ..] => "utf-16",
        [0, 0x3C, ..] => "utf-16BE",
        _ => null,
    };

    private static string? Declared(ReadOnlySpan<byte> bytes, Encoding readAs)
    {
        var match = DeclarationPattern().Match(readAs.GetString(bytes[..Math.Min(bytes.Length, DeclarationBytes)]));
        return match.Success ? match.Groups["name"].Value : null;
    }

    /// <summary>Null when there is no such encoding, or one .NET no longer reads because it is unsafe (UTF-7).</summary>
    private static Encoding? Find(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex("""^<\?xml\s[^>]*?\bencoding\s*=\s*["'](?<name>[A-Za-z][A-Za-z0-9._:-]*)["']""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DeclarationPattern();
}
