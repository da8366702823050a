using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Resources;

/// <summary>An object that is being built, with what was done to it.</summary>
internal sealed class BuildResource(ObjectMap root)
{
    private const string Metadata = "metadata";
    private readonly List<(string Kind, string Name, string Namespace)> previous = [];

    /// <summary>The object.</summary>
    public ObjectMap Root { get; set; } = root;

    /// <summary>The identities that it had before, the oldest first; their group and version are those that it has now.</summary>
    public IEnumerable<ResourceId> PreviousIds
    {
        get
        {
            GroupVersionKind now = Kind;
            return previous.Select(p => new ResourceId(now with { Kind = p.Kind }, p.Name, p.Namespace));
        }
    }

    /// <summary>The prefixes that its name was given, in that order.</summary>
    public List<string> Prefixes { get; private set; } = [];

    /// <summary>The suffixes that its name was given, in that order.</summary>
    public List<string> Suffixes { get; private set; } = [];

    /// <summary>The variables that take their value from it.</summary>
    public HashSet<string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether its name ends with a hash of what it holds.</summary>
    public bool NeedsHash { get; set; }

    /// <summary>Whether it makes, merges with or replaces an object of its name; empty where it was not generated.</summary>
    public string Behavior { get; set; } = "";

    /// <summary>Where it came from and what changed it, for the annotations that say so; null where none is asked for.</summary>
    public ResourceHistory? History { get; set; }

    public GroupVersionKind Kind => GroupVersionKind.Of(Root.TextOf("apiVersion"), Root.TextOf("kind"));

    public string Name => Root.MapOf(Metadata)?.TextOf("name") ?? "";

    public string Namespace => Root.MapOf(Metadata)?.TextOf("namespace") ?? "";

    /// <summary>Its identity.</summary>
    public ResourceId Id => new(Kind, Name, Namespace);

    /// <summary>The identity that it had first.</summary>
    public ResourceId OriginalId => PreviousIds.Append(Id).First();

    /// <summary>All its identities, the oldest first.</summary>
    public IEnumerable<ResourceId> AllIds => PreviousIds.Append(Id);

    /// <summary>Whether Kustomize would have kept notes about it in its annotations.</summary>
    public bool HasNotes => previous.Count > 0 || Prefixes.Count > 0 || Suffixes.Count > 0 || Behavior.Length > 0 || NeedsHash;

    /// <summary>Its labels; null where it has none.</summary>
    public ObjectMap? Labels => Root.MapOf(Metadata)?.MapOf("labels");

    /// <summary>Its annotations; null where it has none.</summary>
    public ObjectMap? Annotations => Root.MapOf(Metadata)?.MapOf("annotations");

    /// <summary>Where its name is written.</summary>
    public Origin NameOrigin => Root.MapOf(Metadata)?["name"]?.Origin ?? Root.Origin;

    /// <summary>Remembers its identity, which is about to change.</summary>
    public void StoreId()
    {
        ResourceId id = Id;
        previous.Add((id.Kind.Kind, id.Name, id.EffectiveNamespace));
    }

    /// <summary>Whether it had a name before.</summary>
    public bool HadName(string name) => previous.Exists(p => p.Name == name);

    /// <summary>Sets a text of its metadata; an empty one is taken away.</summary>
    public void SetMetadata(string key, string text, Origin origin)
    {
        ObjectMap metadata = Root.Ensure(Metadata, origin);
        if (text.Length == 0)
            metadata.Remove(key);
        else if (metadata[key] is ObjectScalar { IsNull: false } known)
            known.SetValue(text, ScalarTag.Text, origin);
        else
            metadata.Set(key, ObjectScalar.OfText(text, origin), origin);
    }

    /// <summary>Takes over what was done to another, which it stands for from now on.</summary>
    public void TakeOver(BuildResource other)
    {
        previous.Clear();
        previous.AddRange(other.previous);
        Prefixes = [.. other.Prefixes];
        Suffixes = [.. other.Suffixes];
        Variables.UnionWith(other.Variables);
    }
}
