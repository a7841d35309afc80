using System.Text;
using System.Xml;

namespace SagsFlow.Engine.Bpmn.Xml;

/// <summary>
/// Reads a file into <see cref="Element"/>s: BPMN and the project's own namespace in full, anything else (diagrams, other
/// vendors' extensions) as one element without content. Uses no recursion and a bounded amount of memory.
/// </summary>
internal static class TreeReader
{
    /// <summary>The largest file in bytes; the biggest real models are about a tenth of it.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    /// <summary>Nested sub-processes ten deep come to forty.</summary>
    private const int MostDepth = 256;

    /// <summary>Elements and attributes kept: some twenty thousand nodes.</summary>
    private const int MostParts = 500_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>The root element.</summary>
    /// <exception cref="UnreadableFileException">The file is not well-formed XML or goes beyond a limit.</exception>
    public static Element Read(ReadOnlyMemory<byte> content)
    {
        if (content.Length > MostBytes)
        {
            throw new UnreadableFileException("for-stor", 0, $"Filen fylder {content.Length / 1024 / 1024} MB; den må højst fylde {MostBytes / 1024 / 1024} MB. Del den i flere processer, der kalder hinanden.");
        }

        var (encoding, mark) = FileEncoding.Detect(content.Span);
        if (content.Length == mark)
        {
            throw new UnreadableFileException("tom-fil", 0, "Filen er tom. Gem en BPMN-model i den.");
        }

        using var text = new GuardedText(content[mark..], encoding);
        using var reader = XmlReader.Create(text, Settings);
        try
        {
            return ReadTree(reader);
        }
        catch (XmlException e)
        {
            throw new UnreadableFileException("ugyldig-xml", Math.Max(1, e.LineNumber), XmlFault.Explain(e));
        }
    }

    private static Element ReadTree(XmlReader reader)
    {
        var place = (IXmlLineInfo)reader;
        var open = new Stack<(Element Element, StringBuilder Text)>();
        Element? root = null;
        var parts = 0;
        var skipBelow = int.MaxValue;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.Depth >= MostDepth:
                    throw new UnreadableFileException("for-dyb", place.LineNumber, $"Elementerne ligger mere end {MostDepth} lag inde i hinanden. Del modellen i flere processer.");
                case XmlNodeType.Element when reader.Depth > skipBelow:
                    break;
                case XmlNodeType.Element:
                    var element = ReadElement(reader, place, open.TryPeek(out var parent) ? parent.Element : null);
                    parts += 1 + element.Attributes.Count;
                    if (parts > MostParts)
                    {
                        throw new UnreadableFileException("for-stor", element.Line, $"Filen har mere end {MostParts} elementer og attributter. Del den i flere processer.");
                    }

                    root ??= element;
                    skipBelow = element.IsBpmn || element.IsSags ? int.MaxValue : reader.Depth;
                    if (!reader.IsEmptyElement)
                    {
                        open.Push((element, new StringBuilder()));
                    }

                    break;
                case XmlNodeType.EndElement when reader.Depth <= skipBelow:
                    Close(open.Pop());
                    skipBelow = int.MaxValue;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when reader.Depth <= skipBelow:
                    AddText(open.Peek(), reader.Value, place.LineNumber);
                    break;
            }
        }

        return root!;
    }

    private static Element ReadElement(XmlReader reader, IXmlLineInfo place, Element? parent)
    {
        var line = place.LineNumber;
        var attributes = new List<ElementAttribute>(reader.AttributeCount);
        var (ns, name) = (reader.NamespaceURI, reader.LocalName);
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI != "http://www.w3.org/2000/xmlns/")
            {
                attributes.Add(new ElementAttribute(reader.NamespaceURI, reader.LocalName, reader.Value, place.LineNumber));
            }
        }

        reader.MoveToElement();
        var element = new Element(ns, name, line, parent) { Attributes = attributes };
        parent?.Children.Add(element);
        return element;
    }

    /// <summary>A comment splits a text in two; the pieces are one text.</summary>
    private static void AddText((Element Element, StringBuilder Text) open, string value, int line)
    {
        if (open.Text.Length == 0)
        {
            var text = value.AsSpan().TrimStart();
            if (text.IsEmpty)
            {
                return;
            }

            open.Element.TextLine = line + value.AsSpan(0, value.Length - text.Length).Count('\n');
            open.Text.Append(text);
        }
        else
        {
            open.Text.Append(value);
        }
    }

    private static void Close((Element Element, StringBuilder Text) closed) => closed.Element.Text = closed.Text.ToString().TrimEnd();
}
