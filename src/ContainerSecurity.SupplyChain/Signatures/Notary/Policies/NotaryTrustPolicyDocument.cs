using System.Text.Json;
using System.Text.RegularExpressions;
using ContainerSecurity.Resources;
using ContainerSecurity.SupplyChain.Signatures.Notary.Envelopes;

namespace ContainerSecurity.SupplyChain.Signatures.Notary.Policies;

/// <summary>A trust policy document of the Notary Project (<c>trustpolicy.json</c>, <c>trustpolicy.oci.json</c>; trust policy, version 1.0).</summary>
public sealed partial class NotaryTrustPolicyDocument
{
    private const string Everything = "*";
    private const int MaxLength = 1024 * 1024;
    private static readonly string[] StoreTypes = ["ca", "signingAuthority", "tsa"];

    private static readonly Dictionary<string, NotaryCheck> Checks = new()
    {
        ["integrity"] = NotaryCheck.Integrity,
        ["authenticity"] = NotaryCheck.Authenticity,
        ["authenticTimestamp"] = NotaryCheck.AuthenticTimestamp,
        ["expiry"] = NotaryCheck.Expiry,
        ["revocation"] = NotaryCheck.Revocation,
    };

    private static readonly Dictionary<string, NotaryAction> Words = new()
    {
        ["enforce"] = NotaryAction.Enforce,
        ["log"] = NotaryAction.Log,
        ["skip"] = NotaryAction.Skip,
    };

    /// <summary>The checks that a level only logs; null for one that verifies nothing.</summary>
    private static readonly Dictionary<string, NotaryCheck[]?> Levels = new()
    {
        ["strict"] = [],
        ["permissive"] = [NotaryCheck.AuthenticTimestamp, NotaryCheck.Expiry, NotaryCheck.Revocation],
        ["audit"] = [NotaryCheck.Authenticity, NotaryCheck.AuthenticTimestamp, NotaryCheck.Expiry, NotaryCheck.Revocation],
        ["skip"] = null,
    };

    private NotaryTrustPolicyDocument(IReadOnlyList<NotaryTrustPolicy> policies) => Policies = policies;

    /// <summary>The statements.</summary>
    public IReadOnlyList<NotaryTrustPolicy> Policies { get; }

    /// <summary>Reads a document.</summary>
    /// <param name="json">The document, of at most 1 MiB.</param>
    /// <exception cref="SignatureFormatException">It is none, or breaks a rule of the specification.</exception>
    public static NotaryTrustPolicyDocument Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaxLength)
            throw new SignatureFormatException($"The trust policy has {json.Length} bytes; {MaxLength} are read at most.");
        using JsonDocument document = SignatureJson.Read(json, "The trust policy");
        JsonElement root = document.RootElement;
        Require(root.ValueKind == JsonValueKind.Object && StrictJson.TryText(root, "version", out string? version)
            && version == "1.0", "The trust policy's version is not 1.0.");
        NotaryTrustPolicy[] policies = root.TryGetProperty("trustPolicies", out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(ReadPolicy)]
            : [];
        Require(policies.Length > 0, "The trust policy holds no statement ('trustPolicies').");
        Require(policies.Select(p => p.Name).Distinct().Count() == policies.Length, "Two statements of the trust policy have one name.");
        string[] scopes = [.. policies.SelectMany(p => p.RegistryScopes)];
        Require(scopes.Distinct().Count() == scopes.Length, "A registry scope stands in two statements of the trust policy.");
        return new NotaryTrustPolicyDocument(policies);
    }

    /// <summary>The statement for an artifact: the one that names its repository, else the one for all; null where there is none.</summary>
    /// <param name="artifact">The artifact, normalised.</param>
    public NotaryTrustPolicy? Find(ImageReference artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        return Policies.FirstOrDefault(p => p.RegistryScopes.Contains(artifact.Name)) ?? Policies.FirstOrDefault(p => p.RegistryScopes.Contains(Everything));
    }

    private static NotaryTrustPolicy ReadPolicy(JsonElement element)
    {
        Require(element.ValueKind == JsonValueKind.Object && StrictJson.TryText(element, "name", out _), "A statement of the trust policy has no name.");
        string name = element.GetProperty("name").GetString()!;
        IReadOnlyList<string> scopes = Texts(element, "registryScopes", name);
        Require(scopes.Count > 0, $"The statement '{name}' names no registry scope.");
        Require(scopes.Count == 1 || !scopes.Contains(Everything), $"The statement '{name}' names the scope '*' beside others.");
        Require(scopes.FirstOrDefault(s => !IsScope(s)) is not { } wrong,
            $"The statement '{name}' has a registry scope that is no repository with its registry, without tag or digest.");
        Require(element.TryGetProperty("signatureVerification", out JsonElement verification)
            && verification.ValueKind == JsonValueKind.Object, $"The statement '{name}' does not say what is verified ('signatureVerification').");
        Dictionary<NotaryCheck, NotaryAction>? actions = ReadActions(verification, name);
        var policy = new NotaryTrustPolicy(name, scopes)
        {
            Skips = actions is null,
            Actions = actions ?? [],
            StampsAfterExpiryOnly = ReadStamps(verification, name),
            TrustStores = Texts(element, "trustStores", name),
            TrustedIdentities = Texts(element, "trustedIdentities", name),
        };
        CheckTrust(policy);
        return policy;
    }

    private static bool IsScope(string scope) =>
        scope == Everything
        || (ImageReference.TryParseLiteral(scope, out ImageReference? reference) == ImageReferenceError.None
            && reference is { Registry: not null, Tag: null, Digest: null });

    /// <summary>What failing checks do; null where nothing is verified.</summary>
    private static Dictionary<NotaryCheck, NotaryAction>? ReadActions(JsonElement verification, string name)
    {
        StrictJson.TryText(verification, "level", out string? level);
        Require(level is not null && Levels.ContainsKey(level), $"The statement '{name}' has no level that there is: {string.Join(", ", Levels.Keys)}.");
        bool hasOverride = verification.TryGetProperty("override", out JsonElement overrides);
        Require(!hasOverride || overrides.ValueKind == JsonValueKind.Object, $"The 'override' of the statement '{name}' is no object.");
        bool isOverridden = hasOverride && overrides.EnumerateObject().Any();
        if (Levels[level!] is not { } logged)
        {
            Require(!isOverridden, $"The statement '{name}' skips the verification, and overrides some of it.");
            return null;
        }
        var actions = Checks.Values.ToDictionary(c => c, c => logged.Contains(c) ? NotaryAction.Log : NotaryAction.Enforce);
        foreach (JsonProperty one in isOverridden ? overrides.EnumerateObject() : default)
        {
            Require(Checks.TryGetValue(one.Name, out NotaryCheck check),
                $"The statement '{name}' overrides '{one.Name}', which there is not: {string.Join(", ", Checks.Keys)}.");
            NotaryAction action = NotaryAction.Enforce;
            Require(one.Value.ValueKind == JsonValueKind.String && Words.TryGetValue(one.Value.GetString()!, out action),
                $"The statement '{name}' overrides '{one.Name}' with none of {string.Join(", ", Words.Keys)}.");
            Require(check != NotaryCheck.Integrity, $"The statement '{name}' overrides 'integrity', which is always enforced.");
            Require(action != NotaryAction.Skip
                || check == NotaryCheck.Revocation, $"The statement '{name}' skips '{one.Name}'; only revocation can be skipped.");
            actions[check] = action;
        }
        return actions;
    }

    private static bool ReadStamps(JsonElement verification, string name)
    {
        if (!verification.TryGetProperty("verifyTimestamp", out JsonElement value))
            return false;
        string? word = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        Require(word is "always" or "afterCertExpiry", $"The 'verifyTimestamp' of the statement '{name}' is neither 'always' nor 'afterCertExpiry'.");
        return word == "afterCertExpiry";
    }

    private static void CheckTrust(NotaryTrustPolicy policy)
    {
        bool hasAny = policy.TrustStores.Count > 0 || policy.TrustedIdentities.Count > 0, hasBoth = policy.TrustStores.Count > 0
            && policy.TrustedIdentities.Count > 0;
        Require(!policy.Skips || !hasAny, $"The statement '{policy.Name}' skips the verification, and names trust stores or identities.");
        Require(policy.Skips || hasBoth, $"The statement '{policy.Name}' needs trust stores and trusted identities.");
        foreach (string store in policy.TrustStores)
        {
            string[] parts = store.Split(':', 2);
            Require(parts.Length == 2 && StoreTypes.Contains(parts[0]) && StoreName.IsMatch(parts[1]),
                $"The statement '{policy.Name}' names the trust store '{store}'; write type:name, with a type of {string.Join(", ", StoreTypes)}.");
        }
        CheckIdentities(policy);
    }

    private static void CheckIdentities(NotaryTrustPolicy policy)
    {
        Require(policy.TrustedIdentities.Count <= 1
            || !policy.TrustedIdentities.Contains(Everything), $"The statement '{policy.Name}' names the identity '*' beside others.");
        var known = new List<SubjectName>();
        foreach (string identity in policy.TrustedIdentities.Where(i => i != Everything))
        {
            bool isSubject = SubjectName.TryParseIdentity(identity, out SubjectName? name, out string? problem);
            Require(problem is null, $"The statement '{policy.Name}' has an identity that is wrong. {problem}");
            if (!isSubject)
                continue;
            Require(!known.Exists(k => k.IsPartOf(name!) || name!.IsPartOf(k)),
                $"The statement '{policy.Name}' has two identities of which one holds the other.");
            known.Add(name!);
        }
    }

    private static IReadOnlyList<string> Texts(JsonElement element, string name, string statement)
    {
        if (!element.TryGetProperty(name, out JsonElement list))
            return [];
        Require(list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String && i.GetString()!.Length > 0),
            $"The '{name}' of the statement '{statement}' is no list of texts.");
        return [.. list.EnumerateArray().Select(i => i.GetString()!)];
    }

    private static void Require([System.Diagnostics.CodeAnalysis.DoesNotReturnIf(false)] bool holds, string message)
    {
        if (!holds)
            throw new SignatureFormatException(message);
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_.-]+\z")]
    private static partial Regex StoreName { get; }
}
