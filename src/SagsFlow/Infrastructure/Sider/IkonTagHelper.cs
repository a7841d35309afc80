using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SagsFlow.Infrastructure.Sider;

/// <summary>
/// <c>&lt;ikon navn="lock" /&gt;</c> draws an icon of the design system, hidden from screen readers; with
/// <see cref="Tekst"/> it is an image with that name instead.
/// </summary>
[HtmlTargetElement("ikon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IkonTagHelper(IUrlHelperFactory adresser) : TagHelper
{
    /// <summary>The icon's id in the design system's <c>all-svg-icons.svg</c>.</summary>
    public required string Navn { get; set; }

    public string? Tekst { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var fil = adresser.GetUrlHelper(ViewContext).Content("~/lib/dkfds/img/all-svg-icons.svg");
        var brug = new TagBuilder("use");
        brug.Attributes["href"] = $"{fil}#{Navn}";

        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("focusable", "false");
        if (!output.Attributes.ContainsName("class"))
        {
            output.Attributes.SetAttribute("class", "icon-svg");
        }

        if (Tekst is null)
        {
            output.Attributes.SetAttribute("aria-hidden", "true");
        }
        else
        {
            output.Attributes.SetAttribute("role", "img");
            output.Attributes.SetAttribute("aria-label", Tekst);
        }

        output.Content.SetHtmlContent(brug);
    }
}
