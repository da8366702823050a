using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>The name of an image, after the grammar of the distribution project: <c>registry/repository:tag@digest</c>.</summary>
/// <param name="Registry">Host and port, such as <c>registry.example.com:5000</c>; null in a literal reference that names none.</param>
/// <param name="Repository">The path in the registry, such as <c>library/debian</c>.</param>
/// <param name="Tag">The tag; null where there is none.</param>
/// <param name="Digest">The digest, such as <c>sha256:…</c>; null where there is none. It stands before the tag.</param>
public sealed record ImageReference(string? Registry, string Repository, string? Tag, string? Digest)
{
    /// <summary>The registry of references that name none.</summary>
    public const string DockerHub = "docker.io";

    private const string Official = "library/";
    private static readonly char[] MarksOfRegistry = ['.', ':'];
    private static readonly char[] MarksOfVersion = [':', '@'];

    /// <summary>Registry and repository.</summary>
    public string Name => Registry is null ? Repository : $"{Registry}/{Repository}";

    /// <summary>The shortest name that Docker shows: without Docker Hub's host and its <c>library/</c>.</summary>
    public string FamiliarName =>
        Registry != DockerHub ? Name
        : IsOfficial && Repository.IndexOf('/', Official.Length) < 0 ? Repository.Substring(Official.Length)
        : Repository;

    /// <summary>The familiar name with tag and digest.</summary>
    public string Familiar => FamiliarName + ToString().Substring(Name.Length);

    /// <summary>Whether the image is one of the official images of Docker Hub.</summary>
    public bool IsOfficial => Registry == DockerHub && Repository.StartsWith(Official, StringComparison.Ordinal);

    /// <summary>Reads a reference as Docker and Kubernetes do: short names are names of Docker Hub.</summary>
    /// <param name="text">The text, such as <c>nginx:1.27</c>.</param>
    /// <param name="reference">The normalised reference; null where there is an error.</param>
    /// <returns><see cref="ImageReferenceError.None"/>, or what is wrong.</returns>
    public static ImageReferenceError TryParse(string text, out ImageReference? reference)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        reference = null;
        if (text.Length == 0)
            return ImageReferenceError.Empty;
        if (IsBareId(text))
            return ImageReferenceError.ImageId;
        (string domain, string remainder) = SplitRegistry(text);
        int end = remainder.IndexOfAny(MarksOfVersion);
        string repository = end < 0 ? remainder : remainder.Substring(0, end);
        return HoldsUpper(repository) ? ImageReferenceError.Uppercase : ImageReferenceGrammar.TryParse($"{domain}/{remainder}", out reference);
    }

    /// <summary>Reads a reference as it is written, without any normalisation.</summary>
    /// <param name="text">The text.</param>
    /// <param name="reference">The reference, whose registry may be null; null where there is an error.</param>
    /// <returns><see cref="ImageReferenceError.None"/>, or what is wrong.</returns>
    public static ImageReferenceError TryParseLiteral(string text, out ImageReference? reference) =>
        ImageReferenceGrammar.TryParse(text ?? throw new ArgumentNullException(nameof(text)), out reference);

    /// <summary>The digest that an image ID stands for: 64 hexadecimal digits, or a whole digest. Null for anything else.</summary>
    public static string? DigestOfId(string text)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        return IsBareId(text) ? "sha256:" + text : ImageReferenceGrammar.JudgeDigest(text) == ImageReferenceError.None ? text : null;
    }

    /// <summary>What is pulled: the digest where there is one, else the tag, <c>latest</c> where there is none.</summary>
    public ImageReference WithDefaultTag() => this with { Tag = Digest is not null ? null : Tag ?? "latest" };

    /// <summary>Whether the familiar form of the reference, or its familiar name, matches a shell-style pattern.</summary>
    public bool MatchesFamiliar(string pattern) =>
        Glob.Matches(pattern, Familiar) || Glob.Matches(pattern, FamiliarName);

    /// <inheritdoc/>
    public override string ToString() => Name + (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);

    /// <summary>
    /// Divides a name into registry and the rest: a first part is a registry where it has a dot, a colon or an
    /// upper-case letter, or is <c>localhost</c>.
    /// </summary>
    internal static (string Registry, string Remainder) SplitRegistry(string text)
    {
        int slash = text.IndexOf('/');
        string head = slash < 0 ? "" : text.Substring(0, slash);
        bool isRegistry = head == "localhost" || head.IndexOfAny(MarksOfRegistry) >= 0 || HoldsUpper(head);
        string registry = !isRegistry || head == "index.docker.io" ? DockerHub : head;
        string remainder = isRegistry ? text.Substring(slash + 1) : text;
        return (registry, registry == DockerHub && remainder.IndexOf('/') < 0 ? Official + remainder : remainder);
    }

    private static bool HoldsUpper(string text)
    {
        foreach (char c in text)
            if (char.IsUpper(c))
                return true;
        return false;
    }

    private static bool IsBareId(string text) => text.Length == 64 && text.All(ImageReferenceGrammar.IsLowerHex);
}
