using System.CommandLine;
using System.Security.Cryptography;
using ContainerSecurity.Audit;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Tool.Bundles;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace ContainerSecurity.Tool.Docker;

/// <summary><c>csec docker serve</c>.</summary>
internal sealed class DockerServeCommand : Command
{
    private readonly Terminal terminal;
    private readonly Option<string> access =
        new("--access") { Description = "The file of teams, roles and grants (kind: DockerAccessPolicy); it is read again when it changes.", Required = true };
    private readonly Option<string[]> policies =
        new("--policy") { Description = "Policy that every container has to meet, whatever is granted; also one in a registry (oci://REGISTRY/NAME@DIGEST); a later one overrides an earlier." };
    private readonly PulledPolicies pulled = new();
    private readonly Option<string> engine = new("--host")
    {
        Description = "The engine: unix:///path or tcp://host:port.",
        DefaultValueFactory = _ => "unix:///var/run/docker.sock",
    };
    private readonly Option<string?> engineTls =
        new("--host-tls") { Description = "Folder with ca.pem, cert.pem and key.pem, by which the proxy and the engine know each other." };
    private readonly Option<string[]> listen = new("--listen")
    {
        Description = "Where the proxy listens: unix:///path, whose users are those of this machine, or tcp://address:port, whose users have client certificates. Repeatable.",
    };
    private readonly Option<string?> tls =
        new("--tls") { Description = "Folder with cert.pem and key.pem of the proxy, and ca.pem of who signs its clients' certificates; needed for tcp://." };
    private readonly Option<string?> plugin = new("--plugin") { Description = "Socket of the authorization plugin, such as /run/docker/plugins/csec.sock." };
    private readonly Option<string[]> proxyCertificates = new("--proxy-certificate")
    {
        Description = "Certificate (PEM) by which the plugin knows the proxy; default: cert.pem of --host-tls. Repeatable.",
    };
    private readonly Option<string?> audit = new("--audit") { Description = "File that every decision is appended to." };

    public DockerServeCommand(Terminal terminal)
        : base("serve", "Stands in front of a Docker engine, as a proxy that shows each team its own, and behind it, as its authorization plugin.")
    {
        this.terminal = terminal;
        foreach (Option option in (Option[])[access, policies, .. pulled.All, engine, engineTls, listen, tls, plugin, proxyCertificates, audit])
            Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        if (Settings(parsed) is not { } settings)
            return ExitCode.BadInput;
        AuditLog? log = parsed.GetValue(audit) is { } file ? AuditLog.Open(file) : null;
        try
        {
            using WebApplication app = DockerServer.Build(settings with { Audit = log });
            app.Run();
            return ExitCode.Clean;
        }
        catch (OptionsValidationException e)
        {
            foreach (string failure in e.Failures.SelectMany(f => f.Split('\n')))
                terminal.Error.WriteLine($"csec: {failure.TrimEnd('\r')}");
            return ExitCode.BadInput;
        }
        catch (CryptographicException e)
        {
            terminal.Error.WriteLine($"csec: A certificate or key could not be read: {e.Message}");
            return ExitCode.BadInput;
        }
        finally
        {
            log?.Dispose();
        }
    }

    /// <summary>What is to be served; null where something is wrong with it, which has then been said.</summary>
    private DockerServerSettings? Settings(ParseResult parsed)
    {
        string[] addresses = parsed.GetValue(listen) ?? [];
        var settings = new DockerServerSettings(parsed.GetValue(access)!)
        {
            Engine = Address(parsed.GetValue(engine)!, "--host"),
            EngineTls = parsed.GetValue(engineTls),
            Listen = [.. addresses.Select(a => Address(a, "--listen")).OfType<Uri>()],
            Tls = parsed.GetValue(tls),
            PluginSocket = parsed.GetValue(plugin),
            ProxyCertificates = parsed.GetValue(proxyCertificates) ?? [],
        };
        if (settings.Engine is null || settings.Listen.Count < addresses.Length)
            return null;
        if (settings is { Listen.Count: 0, PluginSocket: null })
            return Refuse("There is nothing to serve: give --listen for the proxy, --plugin for the plugin, or both.");
        if (settings.Tls is null && settings.Listen.FirstOrDefault(a => a.Scheme == "tcp") is { } open)
            return Refuse($"'{open.OriginalString}' needs --tls: over a network, users are known by their certificates only.");
        return ReadGuardrails(parsed, out Policy? guardrails) ? settings with { Guardrails = guardrails } : null;
    }

    private Uri? Address(string text, string option)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            && address is { Scheme: "unix", Host.Length: 0, AbsolutePath.Length: > 1 } or { Scheme: "tcp", Port: > 0 })
            return address;
        terminal.Error.WriteLine($"csec: '{text}' is no address for {option}; write unix:///path or tcp://host:port.");
        return null;
    }

    private bool ReadGuardrails(ParseResult parsed, out Policy? guardrails)
    {
        guardrails = null;
        var reader = new PolicyReader();
        foreach (string file in pulled.Files(parsed, parsed.GetValue(policies) ?? [], terminal))
        {
            PolicyReadResult read = reader.Load(file, guardrails ?? Policy.Default);
            foreach (DocumentError error in read.Errors)
                terminal.Error.WriteLine($"csec: {error}");
            if (!read.IsValid)
                return false;
            guardrails = read.Policy;
        }
        return true;
    }

    private DockerServerSettings? Refuse(string message)
    {
        terminal.Error.WriteLine($"csec: {message}");
        return null;
    }
}
