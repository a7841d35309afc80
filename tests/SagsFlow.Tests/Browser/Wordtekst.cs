namespace SagsFlow.Tests.Browser;

/// <summary>A page as Word puts it on the clipboard, and what it means.</summary>
internal static class Wordtekst
{
    public const string Html =
        """
        <html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
        <head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
        <!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
        <style><!-- p.MsoNormal, li.MsoNormal {mso-style-unhide:no; margin:0cm; font-size:11.0pt;font-family:"Calibri",sans-serif;} @list l0 {mso-list-id:1;} --></style>
        </head>
        <body lang=DA style='tab-interval:65.2pt;word-wrap:break-word'>
        <!--StartFragment-->
        <h1>Proces<o:p></o:p></h1>
        <p class=MsoNormal><span style='font-size:12.0pt;color:red'>Udgiften er <b>2,5&nbsp;mio.
        kr.</b></span> om året<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference><span style='font-size:11.0pt'>[1]</span></span><![endif]></span></span></a>.<o:p></o:p></p>
        <p class=MsoNormal><o:p>&nbsp;</o:p></p>
        <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-fareast-font-family:Calibri'><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Udbud<o:p></o:p></p>
        <p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;text-indent:-18.0pt;mso-list:l1 level2 lfo2'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>i EU<o:p></o:p></p>
        <p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;text-indent:-18.0pt;mso-list:l1 level2 lfo2'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>hjemme<o:p></o:p></p>
        <p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Kontrakt med <a href="https://www.htk.dk/udbud">leverandøren</a><o:p></o:p></p>
        <h2>Tal<o:p></o:p></h2>
        <table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none;mso-yfti-tbllook:1184'>
         <tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>
          <td width=208 valign=top style='width:155.8pt;border:solid windowtext 1.0pt'><p class=MsoNormal><b>År<o:p></o:p></b></p></td>
          <td width=208 valign=top style='width:155.8pt;border:solid windowtext 1.0pt'><p class=MsoNormal><b>Beløb<o:p></o:p></b></p></td>
         </tr>
         <tr style='mso-yfti-irow:1;mso-yfti-lastrow:yes'>
          <td width=208 valign=top><p class=MsoNormal>2025<o:p></o:p></p></td>
          <td width=208 valign=top><p class=MsoNormal>2,5 mio.<o:p></o:p></p><p class=MsoNormal>inkl. moms<o:p></o:p></p></td>
         </tr>
        </table>
        <p class=MsoNormal>Efter <i>tabellen</i> <span onclick="alert(1)">og</span> <a href="javascript:alert(1)">ikke andet</a>.<script>alert(1)</script><o:p></o:p></p>
        <!--EndFragment-->
        <div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
        <div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a> Kilde: Danmarks Statistik<o:p></o:p></p></div>
        </div>
        </body></html>
        """;

    public const string Markdown =
        """
        # Proces

        Udgiften er **2,5 mio. kr.** om året[^1].

        1. Udbud
           - i EU
           - hjemme
        2. Kontrakt med [leverandøren](https://www.htk.dk/udbud)

        ## Tal

        | År | Beløb |
        |---|---|
        | 2025 | 2,5 mio.<br>inkl. moms |

        Efter *tabellen* og ikke andet.

        [^1]: Kilde: Danmarks Statistik
        """;
}
