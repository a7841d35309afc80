using System.Text;
using System.Xml;
using SagsFlow.Engine.Bpmn.Reading;

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

    /// <summary>Elements and attributes kept: more than ten thousand nodes.</summary>
    private const int MostParts = 250_000;

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
        var open = new Stack<OpenElement>();
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
                        open.Push(new OpenElement(element));
                    }

                    break;
                case XmlNodeType.EndElement when reader.Depth <= skipBelow:
                    open.Pop().Close();
                    skipBelow = int.MaxValue;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when reader.Depth <= skipBelow:
                    open.Peek().Add(reader.Value, place.LineNumber);
                    break;
            }
        }

        return root!;
    }

    private static Element ReadElement(XmlReader reader, IXmlLineInfo place, Element? parent)
    {
        // What another vendor puts where extensions belong is nobody's business here; anywhere else it may be a mistake.
        var isKept = reader.NamespaceURI is BpmnNames.Model or BpmnNames.Sags || parent is not { Name: "extensionElements" } || Vendors.IsRead(reader.NamespaceURI, reader.LocalName);
        var element = new Element(reader.NamespaceURI, reader.LocalName, place.LineNumber, parent)
        {
            Attributes = isKept ? ReadAttributes(reader, place) : [],
        };

        if (isKept)
        {
            parent?.Children.Add(element);
        }

        return element;
    }

    private static List<ElementAttribute> ReadAttributes(XmlReader reader, IXmlLineInfo place)
    {
        var attributes = new List<ElementAttribute>(reader.AttributeCount);
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI != "http://www.w3.org/2000/xmlns/")
            {
                attributes.Add(new ElementAttribute(reader.NamespaceURI, reader.LocalName, reader.Value, place.LineNumber));
            }
        }

        reader.MoveToElement();
        return attributes;
    }

    /// <summary>An element whose end tag has not come; gathers its text, which comments and CDATA may split.</summary>
    private sealed class OpenElement(Element element)
    {
        private StringBuilder? pieces;

        public Element Element { get; } = element;

        public void Add(string value, int line)
        {
            if (Element.Text.Length > 0)
            {
                (pieces ??= new StringBuilder(Element.Text)).Append(value);
                return;
            }

            var text = value.AsSpan().TrimStart();
            Element.TextLine = line + value.AsSpan(0, value.Length - text.Length).Count('\n');
            Element.Text = text.ToString();
        }

        public void Close() => Element.Text = (pieces?.ToString() ?? Element.Text).TrimEnd();
    }
}
