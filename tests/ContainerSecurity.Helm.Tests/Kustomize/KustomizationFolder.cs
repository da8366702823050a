using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize;

namespace ContainerSecurity.Helm.Tests.Kustomize;

/// <summary>A folder of kustomizations that a test writes.</summary>
internal sealed class KustomizationFolder
{
    public const string Pod =
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
          - name: app
            image: nginx:1.25
        """;

    public string Path { get; } = Directory.CreateTempSubdirectory("csec-kustomize-").FullName;

    /// <summary>Writes a file.</summary>
    public KustomizationFolder With(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>Builds a folder of it.</summary>
    public Kustomization Build(string folder = "", KustomizeLimits? limits = null) =>
        Kustomization.Build(System.IO.Path.Combine(Path, folder), limits);

    /// <summary>Builds a pod with a kustomization.</summary>
    public static Kustomization BuildPod(string kustomization) =>
        new KustomizationFolder().With("pod.yaml", Pod).With("kustomization.yaml", "resources: [pod.yaml]\n" + kustomization).Build();

    /// <summary>Where a value of the first object stands: the file's name and the text there.</summary>
    public static string PlaceOf(Kustomization built, params object[] path)
    {
        DocumentNode node = built.Documents[0];
        foreach (object step in path)
            node = step is int index ? ((SequenceNode)node).Items[index] : ((MappingNode)node)[(string)step]!;
        string line = node.File.Text!.Split('\n')[node.Span.Line - 1];
        int end = node.Span.EndLine == node.Span.Line ? node.Span.EndColumn - 1 : line.Length;
        return $"{System.IO.Path.GetFileName(node.File.Path)}: {line.Substring(node.Span.Column - 1, end - node.Span.Column + 1)}";
    }
}
