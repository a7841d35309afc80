using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace SagsFlow.Infrastructure.Sider;

/// <summary>
/// Writes a picture into a page. How it looks is the stylesheets' to say, by class: the content security policy refuses style attributes.
/// Lengths are in the picture's own units, which the page scales.
/// </summary>
public sealed class Svg : IHtmlContent
{
    private static readonly HtmlEncoder Koder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _ud = new();
    private readonly Stack<string> _aabne = new();

    /// <param name="bredde">Units from left to right.</param>
    /// <param name="hoejde">Units from top to bottom.</param>
    /// <param name="klasse">The class of the whole picture.</param>
    /// <param name="navn">What it shows, in words.</param>
    /// <param name="harLinks">Whether it is a group of links; else it is one image.</param>
    public Svg(double bredde, double hoejde, string klasse, string navn, bool harLinks = false) =>
        Aabn("svg", klasse, ("viewBox", $"0 0 {Tal(bredde)} {Tal(hoejde)}"), ("role", harLinks ? "group" : "img"), ("aria-label", navn), ("focusable", "false"));

    /// <summary>Begins an element that has others inside; <see cref="Luk"/> ends it.</summary>
    public Svg Aabn(string element, string? klasse, params (string Navn, object Vaerdi)[] attributter)
    {
        _ud.Append('<').Append(element);
        Attributter(klasse, attributter);
        _ud.Append('>');
        _aabne.Push(element);
        return this;
    }

    /// <summary>Ends the element that was begun last.</summary>
    public Svg Luk()
    {
        _ud.Append("</").Append(_aabne.Pop()).Append('>');
        return this;
    }

    /// <summary>An element with nothing inside.</summary>
    public Svg Tegn(string element, string? klasse, params (string Navn, object Vaerdi)[] attributter) => Aabn(element, klasse, attributter).Luk();

    public Svg Linje(double x1, double y1, double x2, double y2, string klasse) => Tegn("line", klasse, ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));

    public Svg Rektangel(double x, double y, double bredde, double hoejde, string klasse) =>
        Tegn("rect", klasse, ("x", x), ("y", y), ("width", bredde), ("height", hoejde));

    public Svg Cirkel(double x, double y, double radius, string klasse) => Tegn("circle", klasse, ("cx", x), ("cy", y), ("r", radius));

    public Svg Sti(string d, string klasse) => Tegn("path", klasse, ("d", d));

    /// <param name="anker"><c>start</c>, <c>middle</c> or <c>end</c>: which part of the text lies at the point.</param>
    public Svg Tekst(double x, double y, string tekst, string klasse, string anker = "start")
    {
        Aabn("text", klasse, ("x", x), ("y", y), ("text-anchor", anker));
        return Skriv(tekst).Luk();
    }

    /// <summary>What is shown when the pointer rests on the element that was begun last.</summary>
    public Svg Titel(string tekst)
    {
        Aabn("title", null);
        return Skriv(tekst).Luk();
    }

    /// <summary>Text inside the element that was begun last.</summary>
    public Svg Skriv(string tekst)
    {
        _ud.Append(Koder.Encode(tekst));
        return this;
    }

    /// <summary>A length as SVG writes it.</summary>
    public static string Tal(double tal) => tal.ToString("0.##", CultureInfo.InvariantCulture);

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        while (_aabne.Count > 0)
        {
            Luk();
        }

        writer.Write(_ud);
    }

    private void Attributter(string? klasse, (string Navn, object Vaerdi)[] attributter)
    {
        if (klasse is not null)
        {
            _ud.Append(" class=\"").Append(Koder.Encode(klasse)).Append('"');
        }

        foreach (var (navn, vaerdi) in attributter)
        {
            var tekst = vaerdi is IFormattable and (double or int) ? Tal(Convert.ToDouble(vaerdi, CultureInfo.InvariantCulture)) : vaerdi.ToString() ?? "";
            _ud.Append(' ').Append(navn).Append("=\"").Append(Koder.Encode(tekst)).Append('"');
        }
    }
}
