using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Sources;

/// <summary>What the keys of the top level say of one document of a text that need not parse.</summary>
internal sealed class TopLevelDocument
{
    private static readonly HashSet<string> ComposeKeys = new(StringComparer.Ordinal)
    {
        "version", "name", "include", "services", "networks", "volumes", "secrets", "configs", "models"
    };
    private bool hasKind;
    private bool hasBody;
    private bool hasMetadata;
    private bool hasVersionBelow;
    private string kind = "";

    /// <summary>Whether a key was found at all.</summary>
    public bool HasKeys { get; private set; }

    /// <summary>Whether the document names the version of an object.</summary>
    public bool HasVersion { get; private set; }

    /// <summary>Whether the document has services, or includes files that have some.</summary>
    public bool HasServices { get; private set; }

    /// <summary>Whether a key is none of a compose file.</summary>
    public bool HasOtherThanCompose { get; private set; }

    /// <summary>Whether the document has the settings that only a container of an engine has.</summary>
    public bool HasHostConfig { get; private set; }

    /// <summary>Whether a key is not written as it reads: with escapes or a tag.</summary>
    public bool HasHiddenKey { get; private set; }

    /// <summary>Whether brackets do not match, so that what is the top level is a guess.</summary>
    public bool IsUnbalanced { get; set; }

    /// <summary>Whether the document is, or is meant to be, an object of Kubernetes.</summary>
    public bool IsObject => HasVersion
        || HasHiddenKey
        || (hasKind && (hasBody || (hasMetadata && !ObjectShape.IsPolicyFile(kind)) || ObjectShape.IsKnownKind(kind)))
        || (IsUnbalanced && hasVersionBelow);

    /// <summary>Whether the document says what it is as an object does.</summary>
    public bool HasKindOrVersion => HasVersion || hasKind || HasHiddenKey;

    /// <summary>Adds a key of the top level.</summary>
    public void Add(string key, bool isHidden)
    {
        HasKeys = true;
        hasKind |= ObjectShape.IsMeant(key, "kind");
        HasVersion |= ObjectShape.IsMeant(key, "apiVersion");
        hasBody |= key is "spec" or "items";
        hasMetadata |= key == "metadata";
        HasServices |= key is "services" or "include";
        HasHostConfig |= key == "HostConfig";
        HasHiddenKey |= isHidden;
        HasOtherThanCompose |= !ComposeKeys.Contains(key) && !key.StartsWith("x-", StringComparison.Ordinal);
    }

    /// <summary>Adds a key below the top level.</summary>
    public void AddBelow(string key) => hasVersionBelow |= key == "apiVersion";

    /// <summary>Says the value of <c>kind</c>.</summary>
    public void SetKind(string value) => kind = value;
}
