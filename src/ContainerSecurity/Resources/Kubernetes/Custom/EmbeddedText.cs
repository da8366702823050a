using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Custom;

/// <summary>Reads documents that stand as texts in an object: patches, values and manifests of Argo, Flux and others.</summary>
internal static class EmbeddedText
{
    private static readonly DocumentReader Reader = new(new DocumentLimits { MaxErrors = 1 });

    /// <summary>Words that only descriptions of containers have. A text without any of them is not looked into.</summary>
    private static readonly string[] Words =
    [
        "containers", "Containers", "container:", "securityContext", "SecurityContext", "privileged", "hostNetwork", "hostPID", "hostIPC",
        "hostPath", "apiVersion", "image",
    ];

    /// <summary>Whether a text may say something of containers. A text of one line does where it is a flow mapping.</summary>
    public static bool MayHoldContainers(ScalarNode scalar)
    {
        if (scalar.Style == ScalarStyle.Plain && scalar.IsNull)
            return false;
        string text = scalar.Text;
        return text.Length >= MinLength && (text.IndexOf('\n') > 0 || IsFlow(text.TrimStart())) && text.IndexOf(':') > 0 && Array.Exists(Words, text.Contains);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="scalar">The text.</param>
    /// <param name="found">The objects in it, whose nodes stand where the text does; none where it is a program or prose.</param>
    /// <returns>Why the text cannot be read although it describes containers; null where that is not so.</returns>
    public static string? TryRead(ScalarNode scalar, out IReadOnlyList<MappingNode> found)
    {
        DocumentSet set = Reader.Read(scalar.Text, scalar.File.Path);
        found = [.. set.Documents.OfType<MappingNode>().Select(d => (MappingNode)OpenDocument.InPlace(scalar, OpenDocument.At(scalar, d)))];
        return set.Errors.Count == 0 || !LooksLikeContainers(scalar.Text) ? null
            : $"'{scalar.Path}' is a text that looks like containers and cannot be read, so it was not judged: {set.Errors[0].Message}";
    }

    private const int MinLength = 12;

    private static bool IsFlow(string text) => text.Length > 0 && text[0] is '{' or '[';

    /// <summary>Whether one of the lines is a field of a pod or of a container, so that a program which only mentions it is none.</summary>
    private static bool LooksLikeContainers(string text) =>
        text.Split('\n').Select(l => l.TrimStart(' ', '-', '{', '"', '\t')).Any(l => Array.Exists(Starts, s => l.StartsWith(s, StringComparison.Ordinal)));

    private static readonly string[] Starts =
    [
        "containers:", "containers\":", "initContainers:", "initContainers\":", "securityContext:", "securityContext\":", "privileged:", "privileged\":",
        "hostNetwork:", "hostPID:", "hostPath:",
    ];
}
