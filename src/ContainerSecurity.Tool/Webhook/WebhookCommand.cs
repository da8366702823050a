using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using ContainerSecurity.AspNetCore.Admission;
using ContainerSecurity.Audit;
using ContainerSecurity.Policies;
using ContainerSecurity.Tool.Bundles;
using ContainerSecurity.Tool.SupplyChain;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace ContainerSecurity.Tool.Webhook;

/// <summary><c>csec webhook</c>.</summary>
internal sealed class WebhookCommand : Command
{
    private static readonly Dictionary<string, AdmissionFailure> Failures = new()
    {
        ["error"] = AdmissionFailure.LeaveToCluster,
        ["deny"] = AdmissionFailure.Deny,
        ["allow"] = AdmissionFailure.Allow,
    };

    private readonly Terminal terminal;
    private readonly Option<string[]> policies = new("--policy")
    {
        Description = "Policy file or folder, also with policies of the cluster; or a policy in a registry (oci://REGISTRY/NAME@DIGEST); a later one overrides an earlier. Files are read again when they change.",
        Required = true,
    };
    private readonly PulledPolicies pulled = new();
    private readonly Option<string?> profile = new("--profile") { Description = "baseline, restricted, recommended (default), all or none." };
    private readonly Option<string?> version = new("--kubernetes-version")
    {
        Description = "Version whose Pod Security Standards apply, such as v1.30 (default: newest known).",
    };
    private readonly Option<string> certificate = new("--cert")
    {
        Description = "The certificate (PEM), which the API server has to trust; read again when it changes.",
        Required = true,
    };
    private readonly Option<string> key = new("--key") { Description = "The key of the certificate (PEM).", Required = true };
    private readonly Option<string> listen = new("--listen") { Description = "Where reviews are taken: address:port.", DefaultValueFactory = _ => "[::]:8443" };
    private readonly Option<string> failure = new("--on-failure")
    {
        Description = "The answer where a review cannot be judged: error (default), so that the failurePolicy of the cluster decides, deny or allow.",
        DefaultValueFactory = _ => "error",
    };
    private readonly Option<bool> strict = new("--deny-old") { Description = "An update is denied for what the old object had already, too." };
    private readonly Option<bool> noWaivers = new("--no-object-waivers")
    {
        Description = "Waivers in the annotations of objects count for nothing; those of the policy do.",
    };
    private readonly Option<bool> allowNotEvaluated = CommonOptions.AllowNotEvaluated();
    private readonly Option<string?> audit = new("--audit") { Description = "File that every decision is appended to." };
    private readonly Option<bool> cluster = new("--cluster")
    {
        Description = "Watches the cluster's namespaces and the parameters of its policies, which reviews do not say.",
    };
    private readonly Option<string?> kubeconfig =
        new("--kubeconfig") { Description = "The file that says where the cluster is, for --cluster (default: as kubectl finds it, or the Pod's own)." };
    private readonly Option<string[]> plainHttp =
        new("--plain-http-registry") { Description = "A registry (host:port) that is asked without TLS for the signatures of images." };
    private readonly Option<string?> context = new("--context") { Description = "The context of that file." };

    public WebhookCommand(Terminal terminal)
        : base("webhook", "Answers a cluster's admission reviews by the policy that scans judge by: at /validate with its verdict, "
            + "at /mutate with what it hardens; /livez and /readyz say how it is.")
    {
        this.terminal = terminal;
        profile.AcceptWords([.. PolicyWords.Profiles.Keys]);
        failure.AcceptWords([.. Failures.Keys]);
        foreach (Option option in (Option[])[policies, .. pulled.All, profile, version, certificate, key, listen, failure, strict, noWaivers, allowNotEvaluated, audit, cluster, kubeconfig, context, plainHttp])
            Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        if (!IPEndPoint.TryParse(parsed.GetValue(listen)!, out IPEndPoint? address) || address.Port == 0)
            return Refuse($"'{parsed.GetValue(listen)}' is no address for --listen; write it like 127.0.0.1:8443 or [::]:8443.");
        k8s.Kubernetes? client = parsed.GetValue(cluster) ? ClusterConnection.Open(terminal, parsed.GetValue(kubeconfig), parsed.GetValue(context)) : null;
        if (client is null && parsed.GetValue(cluster))
            return ExitCode.BadInput;
        AuditLog? log = parsed.GetValue(audit) is { } file ? AuditLog.Open(file) : null;
        try
        {
            using WebApplication app = WebhookServer.Build(Settings(parsed, address, log) with { Cluster = client });
            app.Run();
            return ExitCode.Clean;
        }
        catch (OptionsValidationException e)
        {
            foreach (string problem in e.Failures.SelectMany(f => f.Split('\n')))
                Refuse(problem.TrimEnd('\r'));
            return ExitCode.BadInput;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return Refuse($"The certificate or its key could not be read: {e.Message}");
        }
        finally
        {
            log?.Dispose();
        }
    }

    private WebhookServerSettings Settings(ParseResult parsed, IPEndPoint address, AuditLog? log) => new(parsed.GetValue(certificate)!, parsed.GetValue(key)!)
    {
        Listen = address,
        Policies = pulled.Files(parsed, parsed.GetValue(policies)!, terminal),
        Profile = parsed.GetValue(profile) is { } name ? PolicyWords.Profiles[name] : null,
        KubernetesVersion = parsed.GetValue(version),
        AllowNotEvaluated = parsed.GetValue(allowNotEvaluated),
        AllowsOldFindings = !parsed.GetValue(strict),
        HonorsWaiversOfObjects = !parsed.GetValue(noWaivers),
        OnFailure = Failures[parsed.GetValue(failure)!],
        Audit = log,
        ImageTrust = RegistryTrust.Create(parsed.GetValue(plainHttp) ?? []),
    };

    private int Refuse(string message)
    {
        terminal.Error.WriteLine($"csec: {message}");
        return ExitCode.BadInput;
    }
}
