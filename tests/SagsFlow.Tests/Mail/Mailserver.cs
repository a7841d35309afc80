using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using SagsFlow.Engine.Tests.Npm;

namespace SagsFlow.Tests.Mail;

/// <summary>
/// A real mail server (npm's smtp-server) on this machine, with a certificate of its own. The receiver's name says how it behaves:
/// <c>afvist…</c> is refused, <c>optaget…</c> may come again later, and <c>tavs…</c> gets no answer the first time.
/// </summary>
internal sealed class Mailserver : IAsyncDisposable
{
    public const string Bruger = "sagsflow";
    public const string Kodeord = "hemmeligt";
    private const string Lytter = "listening ";
    private readonly DirectoryInfo _mappe = Directory.CreateTempSubdirectory("sagsflow-smtp-");
    private readonly ConcurrentQueue<JsonNode> _mails = new();
    private readonly ConcurrentQueue<string> _fejl = new();
    private Process? _program;

    public int Port { get; private set; }

    /// <summary>What a program must trust to speak to it.</summary>
    public string Certifikat => Path.Combine(_mappe.FullName, "certificate.pem");

    /// <summary>All it has taken, in order.</summary>
    public IReadOnlyList<JsonNode> Mails => [.. _mails];

    public async Task StartAsync()
    {
        var pem = Path.Combine(_mappe.FullName, "key-and-certificate.pem");
        SkrivCertifikat(pem);
        var script = await new NpmPackage("smtp").PlaceAsync("server.mjs");
        var klar = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _program = new Process
        {
            StartInfo = new ProcessStartInfo("node", [script, pem, Bruger, Kodeord])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            },
        };
        _program.OutputDataReceived += (_, linje) => Modtag(linje.Data, klar);
        _program.ErrorDataReceived += (_, linje) => _fejl.Enqueue(linje.Data ?? "");
        _program.Start();
        _program.BeginOutputReadLine();
        _program.BeginErrorReadLine();
        Port = await klar.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>The first mail to somebody that has come, or the next to come.</summary>
    /// <param name="nr">Which of them, from 1.</param>
    public async Task<JsonNode> MailAsync(string til, int nr = 1)
    {
        for (var i = 0; ; i++)
        {
            if (Mails.Where(m => (string?)m["to"] == til).Skip(nr - 1).FirstOrDefault() is { } mail)
            {
                return mail;
            }

            Assert.True(i < 600, $"No mail {nr} to {til} within a minute; {Mails.Count} in all.\n{string.Join('\n', _fejl)}");
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is { HasExited: false })
        {
            _program.Kill(entireProcessTree: true);
            await _program.WaitForExitAsync();
        }

        _program?.Dispose();
        _mappe.Delete(recursive: true);
    }

    private void Modtag(string? linje, TaskCompletionSource<int> klar)
    {
        if (linje is null)
        {
            klar.TrySetException(new InvalidOperationException($"The mail server stopped:\n{string.Join('\n', _fejl)}"));
        }
        else if (linje.StartsWith(Lytter, StringComparison.Ordinal))
        {
            klar.TrySetResult(int.Parse(linje.AsSpan(Lytter.Length), CultureInfo.InvariantCulture));
        }
        else
        {
            _mails.Enqueue(JsonNode.Parse(linje)!);
        }
    }

    private void SkrivCertifikat(string pem)
    {
        using var noegle = RSA.Create(2048);
        var anmodning = new CertificateRequest("CN=localhost", noegle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var navne = new SubjectAlternativeNameBuilder();
        navne.AddDnsName("localhost");
        navne.AddIpAddress(IPAddress.Loopback);
        anmodning.CertificateExtensions.Add(navne.Build());
        anmodning.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var nu = TimeProvider.System.GetUtcNow();
        using var certifikat = anmodning.CreateSelfSigned(nu.AddDays(-1), nu.AddDays(1));
        File.WriteAllText(Certifikat, certifikat.ExportCertificatePem());
        File.WriteAllText(pem, $"{certifikat.ExportCertificatePem()}\n{noegle.ExportPkcs8PrivateKeyPem()}\n");
    }
}
