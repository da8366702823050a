using System.Collections.Frozen;

namespace ContainerSecurity.SupplyChain.Packages;

/// <summary>What the specification says about the package URLs of a type.</summary>
internal sealed record PackageUrlType
{
    private static readonly PackageUrlType Unknown = new();

    private static readonly FrozenDictionary<string, PackageUrlType> Known = new Dictionary<string, PackageUrlType>
    {
        ["alpm"] = new() { NeedsNamespace = true, LowersNamespace = true, LowersName = true, Keys = ["arch"] },
        ["apk"] = new() { LowersNamespace = true, LowersName = true, Keys = ["arch"] },
        ["bitbucket"] = new() { NeedsNamespace = true, LowersNamespace = true, LowersName = true },
        ["bitnami"] = new() { RefusesNamespace = true, LowersName = true, Keys = ["arch", "distro"] },
        ["brew"] = new() { LowersNamespace = true, LowersName = true },
        ["cargo"] = new() { RefusesNamespace = true },
        ["chrome-extension"] = new() { RefusesNamespace = true, Check = PackageUrlTypeChecks.ChromeExtension },
        ["cocoapods"] = new() { RefusesNamespace = true },
        ["composer"] = new() { LowersNamespace = true, LowersName = true },
        ["conan"] = new() { Keys = ["channel", "prev", "rrev", "user"] },
        ["conda"] = new() { RefusesNamespace = true, Keys = ["build", "channel", "subdir", "type"] },
        ["cpan"] = new() { Check = PackageUrlTypeChecks.Cpan, Keys = ["author", "ext"] },
        ["cran"] = new() { RefusesNamespace = true },
        ["deb"] = new() { LowersNamespace = true, LowersName = true, Keys = ["arch"] },
        ["gem"] = new() { RefusesNamespace = true, Keys = ["platform"] },
        ["git"] = new() { NeedsNamespace = true, NameMayHaveSlashes = true, Rewrite = PackageUrlTypeChecks.Git },
        ["github"] = new() { NeedsNamespace = true, LowersNamespace = true, LowersName = true },
        ["golang"] = new() { LowersNamespace = true, LowersName = true },
        ["hackage"] = new() { RefusesNamespace = true },
        ["hex"] = new() { LowersNamespace = true, LowersName = true },
        ["huggingface"] = new() { LowersVersion = true },
        ["julia"] = new() { RefusesNamespace = true, NeededKey = "uuid", Keys = ["uuid"] },
        ["luarocks"] = new() { LowersNamespace = true, LowersName = true },
        ["maven"] = new() { Keys = ["classifier", "type"] },
        ["mlflow"] = new() { RefusesNamespace = true, Rewrite = PackageUrlTypeChecks.MlFlow, Keys = ["model_uuid", "run_id"] },
        ["npm"] = new() { LowersNamespace = true, LowersName = true },
        ["nuget"] = new() { RefusesNamespace = true },
        ["oci"] = new() { RefusesNamespace = true, LowersName = true, Keys = ["arch", "tag"] },
        ["opam"] = new() { RefusesNamespace = true },
        ["otp"] = new() { RefusesNamespace = true, LowersName = true, Keys = ["arch", "platform"] },
        ["pub"] = new() { RefusesNamespace = true, LowersName = true },
        ["pypi"] = new() { RefusesNamespace = true, Rewrite = PackageUrlTypeChecks.PyPi, Keys = ["file_name"] },
        ["qpkg"] = new() { NeedsNamespace = true, LowersNamespace = true },
        ["rpm"] = new() { LowersNamespace = true, Keys = ["arch", "epoch"] },
        ["swid"] = new() { NeededKey = "tag_id", Keys = ["patch", "tag_creator_name", "tag_creator_regid", "tag_id", "tag_version"] },
        ["swift"] = new() { NeedsNamespace = true },
        ["vcpkg"] = new() { RefusesNamespace = true, Keys = ["features", "port_version", "repository_revision", "triplet"] },
        ["vscode-extension"] = new() { NeedsNamespace = true, LowersNamespace = true, LowersName = true, Keys = ["platform"] },
        ["yocto"] = new() { LowersNamespace = true, Keys = ["layer_version"] },
    }.ToFrozenDictionary();

    /// <summary>Whether a namespace is required.</summary>
    public bool NeedsNamespace { get; init; }

    /// <summary>Whether a namespace is forbidden.</summary>
    public bool RefusesNamespace { get; init; }

    /// <summary>Whether the first part alone is the namespace and all the others are the name.</summary>
    public bool NameMayHaveSlashes { get; init; }

    /// <summary>Whether namespaces ignore case.</summary>
    public bool LowersNamespace { get; init; }

    /// <summary>Whether names ignore case.</summary>
    public bool LowersName { get; init; }

    /// <summary>Whether versions ignore case.</summary>
    public bool LowersVersion { get; init; }

    /// <summary>The qualifier that is required; null for none.</summary>
    public string? NeededKey { get; init; }

    /// <summary>The qualifiers that the type defines.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>What else is rewritten; null for nothing.</summary>
    public Func<PackageUrlParts, PackageUrlParts>? Rewrite { get; init; }

    /// <summary>Says what else is forbidden; null for nothing.</summary>
    public Func<PackageUrlParts, string?>? Check { get; init; }

    /// <summary>The rules of a type; of one that nobody knows, those of all.</summary>
    public static PackageUrlType Of(string type) => Known.GetValueOrDefault(type, Unknown);

    /// <summary>The parts as the type writes them.</summary>
    public PackageUrlParts Normalize(PackageUrlParts parts)
    {
        if (LowersNamespace)
            parts = parts with { Namespace = parts.Namespace?.ToLowerInvariant() };
        if (LowersName)
            parts = parts with { Name = parts.Name.ToLowerInvariant() };
        if (LowersVersion)
            parts = parts with { Version = parts.Version?.ToLowerInvariant() };
        return Rewrite is null ? parts : Rewrite(parts);
    }

    /// <summary>Says what the type forbids; null where it allows the parts.</summary>
    public string? Refuse(PackageUrlParts parts) =>
        NeedsNamespace && parts.Namespace is null ? $"A package URL of type '{parts.Type}' needs a namespace."
        : RefusesNamespace && parts.Namespace is not null
            ? $"A package URL of type '{parts.Type}' has no namespace, but here '{parts.Namespace}'."
        : NeededKey is not null && !parts.Qualifiers.ContainsKey(NeededKey)
            ? $"A package URL of type '{parts.Type}' needs the qualifier '{NeededKey}'."
        : Check?.Invoke(parts);
}
