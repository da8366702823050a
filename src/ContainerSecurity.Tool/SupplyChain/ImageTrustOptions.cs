using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary>The options that say whose signatures count.</summary>
internal sealed class ImageTrustOptions
{
    private readonly Option<string[]> policies = new("--policy") { Description = "Policy file or folder, whose 'trust' says by whom images must be signed." };
    private readonly Option<string[]> keys = new("--key") { Description = "A public key (PEM) that is trusted." };
    private readonly Option<string?> identity = new("--certificate-identity") { Description = "The address or URI of a certificate that is trusted, exactly." };
    private readonly Option<string?> identityPattern = new("--certificate-identity-regexp") { Description = "A regular expression over the whole of it." };
    private readonly Option<string?> issuer = new("--certificate-oidc-issuer") { Description = "Who vouches for that identity, exactly." };
    private readonly Option<string?> issuerPattern = new("--certificate-oidc-issuer-regexp") { Description = "A regular expression over the whole of it." };
    private readonly Option<string?> root =
        new("--trusted-root") { Description = "The authorities and logs of Sigstore (trusted_root.json), for identities. Nothing is downloaded." };
    private readonly Option<string?> notary = new("--notary-trust")
    {
        Description = "The folder of a trust policy (trustpolicy.json) and trust stores of the Notary Project; beside them may lie revocation/*.crl.",
    };
    private readonly Option<string[]> attestations =
        new("--attestation") { Description = "The type of an attestation that there must be, such as https://slsa.dev/provenance/v1." };
    private readonly Option<string?> expression =
        new("--expression") { Description = "An expression (CEL) over predicate, predicateType, subject and now that must be true of the attestation." };
    private readonly Option<string?> maxAge = new("--max-age") { Description = "How old the attestation may be, such as 30d." };
    private readonly Option<int> threshold =
        new("--threshold") { Description = "How many of those who are trusted must have signed (default: 1).", DefaultValueFactory = _ => 1 };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[policies, keys, identity, identityPattern, issuer, issuerPattern, root, notary, attestations, expression, maxAge, threshold])
            command.Options.Add(option);
    }

    /// <summary>By whom images must be signed; null where the options are wrong, which has then been said.</summary>
    public ImageTrustPolicy? Read(ParseResult parsed, Terminal terminal)
    {
        Policy policy = Policy.Default;
        foreach (string file in parsed.GetValue(policies) ?? [])
        {
            PolicyReadResult read = new PolicyReader().Load(file, policy);
            foreach (DocumentError error in read.Errors)
                terminal.Error.WriteLine($"csec: {error}");
            if (!read.IsValid)
                return null;
            policy = read.Policy;
        }
        string? problem = ProblemOf(parsed, policy, out ImageTrustRequirement? asked);
        if (problem is not null)
            terminal.Error.WriteLine($"csec: {problem}");
        return problem is null ? new ImageTrustPolicy([.. policy.Trust.Requirements, .. asked is null ? Array.Empty<ImageTrustRequirement>() : [asked]]) : null;
    }

    /// <summary>What is wrong with the options; null for nothing.</summary>
    private string? ProblemOf(ParseResult parsed, Policy policy, out ImageTrustRequirement? asked)
    {
        asked = null;
        string? subject = parsed.GetValue(identity) ?? parsed.GetValue(identityPattern), who = parsed.GetValue(issuer) ?? parsed.GetValue(issuerPattern);
        if ((parsed.GetValue(identity) is not null && parsed.GetValue(identityPattern) is not null)
            || (parsed.GetValue(issuer) is not null && parsed.GetValue(issuerPattern) is not null))
            return "Give an identity or an issuer exactly or as a regular expression, not both.";
        if (subject is null != who is null)
            return "An identity counts only with its issuer: give --certificate-identity and --certificate-oidc-issuer.";
        if (subject is not null && parsed.GetValue(root) is null)
            return "Identities need the authorities that vouch for them: give --trusted-root.";
        string[] trusted = parsed.GetValue(keys) ?? [];
        int count = trusted.Length + (subject is null ? 0 : 1) + (parsed.GetValue(notary) is null ? 0 : 1);
        if (count == 0)
            return !policy.Trust.IsEmpty && !AsksMore(parsed) ? null
                : policy.Trust.IsEmpty ? "Nobody is trusted: give --key, --certificate-identity, --notary-trust, or a --policy with 'trust'."
                : "--attestation and --threshold need --key or --certificate-identity beside them; what a policy asks stands in the policy.";
        asked = new ImageTrustRequirement([new ImagePattern("*")])
        {
            Keys = [.. trusted.Select(k => new RequiredKey(null, k))],
            Identities = subject is null ? [] : [new RequiredIdentity(subject, who!, parsed.GetValue(identity) is null, parsed.GetValue(issuer) is null)],
            TrustedRoot = parsed.GetValue(root),
            Notary = parsed.GetValue(notary),
            Threshold = parsed.GetValue(threshold),
            Attestations = [.. (parsed.GetValue(attestations) ?? []).Select(a => new RequiredAttestation(a) { Expression = parsed.GetValue(expression) })],
        };
        return Complete(parsed, count, ref asked);
    }

    private bool AsksMore(ParseResult parsed) =>
        parsed.GetValue(attestations) is { Length: > 0 } || parsed.GetValue(expression) is not null || parsed.GetValue(threshold) != 1;

    private string? Complete(ParseResult parsed, int count, ref ImageTrustRequirement asked)
    {
        if (parsed.GetValue(threshold) < 1 || parsed.GetValue(threshold) > count)
            return $"--threshold must be from 1 to {count}, the number of those who are trusted.";
        if (asked.Attestations.Count == 0 && (parsed.GetValue(expression) is not null || parsed.GetValue(maxAge) is not null))
            return "--expression and --max-age are about an attestation: give --attestation.";
        if (asked.Attestations.Count > 0 && asked.Keys.Count + asked.Identities.Count == 0)
            return "Attestations need --key or --certificate-identity: signatures of the Notary Project attest nothing.";
        if (parsed.GetValue(expression) is { } text && AttestationExpressions.ProblemOf(text) is { } wrong)
            return $"The expression cannot be used: {wrong}";
        if (parsed.GetValue(maxAge) is not { } age)
            return null;
        if (RequiredAttestation.ParseAge(age) is not { } most)
            return $"'{age}' is no duration; write a number of days, or a number with s, m, h, d or w behind it, such as 90 or 36h.";
        asked = asked with { Attestations = [.. asked.Attestations.Select(a => a with { MaxAge = most })] };
        return null;
    }
}
