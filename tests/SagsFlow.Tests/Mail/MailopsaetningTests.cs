using Microsoft.Extensions.Configuration;
using SagsFlow.Mail;

namespace SagsFlow.Tests.Mail;

public sealed class MailopsaetningTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("smtp.kommune.dk", "https://sagsflow.kommune.dk", null)]
    [InlineData("smtp.kommune.dk", null, "Mail:Adresse")]
    [InlineData("smtp.kommune.dk", "sagsflow", "Mail:Adresse")]
    [InlineData("smtp.kommune.dk", "https://sagsflow.kommune.dk", "Mail:Afsender", "Mail:Afsender", "SagsFlow")]
    [InlineData("smtp.kommune.dk", "https://sagsflow.kommune.dk", "Mail:Port", "Mail:Port", "0")]
    [InlineData("smtp.kommune.dk", "https://sagsflow.kommune.dk", "ukrypteret", "Mail:Starttls", "false")]
    [InlineData("127.0.0.1", "http://localhost", null, "Mail:Starttls", "false")]
    public void Indstillinger_DerMangler_NaevnesMedNavn(string? server, string? adresse, string? ventet, string? navn = null, string? vaerdi = null)
    {
        var alle = new Dictionary<string, string?> { ["Mail:Server"] = server, ["Mail:Adresse"] = adresse, ["Mail:Afsender"] = "a@b.dk", ["Mail:Bruger"] = "x" };
        if (navn is not null)
        {
            alle[navn] = vaerdi;
        }

        var mangler = new Mailindstillinger(new ConfigurationBuilder().AddInMemoryCollection(alle).Build()).Mangler().ToList();
        Assert.Equal(ventet is null ? 0 : 1, mangler.Count);
        Assert.Contains(ventet ?? "", string.Concat(mangler), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData("localhost.kommune.dk", false)]
    [InlineData("127.0.0.1.kommune.dk", false)]
    public void Server_PaaMaskinenSelv_ErLokal(string server, bool lokal) =>
        Assert.Equal(lokal, new Mailindstillinger(new ConfigurationBuilder().AddInMemoryCollection([new("Mail:Server", server)]).Build()).ErLokal);
}
