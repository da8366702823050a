using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Building;
using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Output;
using ContainerSecurity.Helm.Kustomize.Resources;
using ContainerSecurity.Helm.Serialization;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Kustomize;

/// <summary>
/// A kustomization that was built as <c>kubectl kustomize</c> (Kustomize 5.5) builds it, without running a program and
/// without the network. Each value of the objects stands where it is written: in a base, a patch, an entry of
/// <c>images</c>, a generator.
/// </summary>
public sealed class Kustomization
{
    private readonly IReadOnlyList<GoValue> values;

    private Kustomization(IReadOnlyList<GoValue> values, IReadOnlyList<DocumentNode> documents, BuildSession session, DocumentError? error)
    {
        this.values = values;
        Documents = documents;
        Errors = error is null ? [] : [error];
        Unknown = session.Unknown;
        Notices = session.Notices;
        Files = [.. session.Consumed];
        Texts = [.. session.Texts.Values];
    }

    /// <summary>The objects, in the order in which kubectl gives them; none where the build failed.</summary>
    public IReadOnlyList<DocumentNode> Documents { get; }

    /// <summary>Why the build failed, with the place; empty where it did not.</summary>
    public IReadOnlyList<DocumentError> Errors { get; }

    /// <summary>What could not be known, with its place: remote bases, charts and plug-ins, and what depends on them.</summary>
    public IReadOnlyList<DocumentError> Unknown { get; }

    /// <summary>What people should know although it is built, such as deprecated fields.</summary>
    public IReadOnlyList<DocumentError> Notices { get; }

    /// <summary>The files that were read, by path: kustomizations, resources, patches and what generators read.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The texts of those files that hold one.</summary>
    internal IReadOnlyList<SourceFile> Texts { get; }

    /// <summary>Whether a file is a kustomization by its name.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="ArgumentNullException">The path is null.</exception>
    public static bool IsFile(string path) => DefinitionReader.IsName(path ?? throw new ArgumentNullException(nameof(path)));

    /// <summary>Builds the kustomization of a folder.</summary>
    /// <param name="folder">The folder that holds the kustomization.</param>
    /// <param name="limits">Bounds on the build; null for <see cref="KustomizeLimits.Default"/>.</param>
    /// <returns>The objects, or the reason why there are none. Bad input never throws.</returns>
    /// <exception cref="ArgumentNullException">The folder is null.</exception>
    public static Kustomization Build(string folder, KustomizeLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var session = new BuildSession(folder, limits ?? KustomizeLimits.Default);
        try
        {
            IReadOnlyList<BuildResource> resources = KustomizationBuild.Run(folder, session);
            return new Kustomization(
                [.. resources.Select(r => ValueWriter.ValueOf(r.Root))], [.. resources.Select(r => DocumentMaker.Make(r.Root))], session, null);
        }
        catch (BuildException failure)
        {
            return new Kustomization([], [], session, new DocumentError(failure.Origin.File.Path, failure.Origin.Span, failure.Message));
        }
        catch (IOException failure)
        {
            return new Kustomization([], [], session, new DocumentError(folder, SourceSpan.FileStart, failure.Message));
        }
    }

    /// <summary>The objects as <c>kubectl kustomize</c> prints them.</summary>
    public string ToYaml()
    {
        var text = new StringBuilder();
        foreach (GoValue value in values)
            text.Append(text.Length > 0 ? "---\n" : "").Append(GoYaml.Write(value).Text).Append('\n');
        return text.ToString();
    }
}
