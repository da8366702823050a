using System.Collections;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Models;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Sources;
using k8s;
using k8s.Models;

namespace ContainerSecurity.Kubernetes;

/// <summary>
/// Turns objects of KubernetesClient into resources. No text is written in between; fields have the paths that they
/// have in YAML, and the object is the source.
/// </summary>
public static class KubernetesModelReader
{
    /// <summary>Reads an object: a model of the client, a list of them, or a custom resource of your own.</summary>
    /// <param name="model">The object. A kind and a version that it does not say are those of its <see cref="KubernetesEntityAttribute"/>.</param>
    /// <param name="errors">Receives why an object cannot be read.</param>
    /// <param name="templates">Where kinds carry pods; null for <see cref="PodTemplates.Default"/>.</param>
    /// <returns>The resources; none where the object cannot be read.</returns>
    public static IReadOnlyList<Resource> Read(IKubernetesObject model, ICollection<DocumentError> errors, PodTemplates? templates = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(errors);
        return ItemsOf(model) is { } items
            ? [.. items.Cast<object?>().SelectMany((item, i) => ReadItem(item, i, model, errors, templates))]
            : Read(SourceOf(model), reader => reader.Read(model), errors, templates);
    }

    /// <summary>
    /// Reads the template of a pod, as that of an object of kind PodTemplate: its fields have paths such as
    /// <c>template.spec.containers[0]</c>.
    /// </summary>
    /// <param name="template">The template.</param>
    /// <param name="errors">Receives why it cannot be read.</param>
    public static IReadOnlyList<Resource> Read(V1PodTemplateSpec template, ICollection<DocumentError> errors)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(errors);
        SourceFile source = ObjectSource.Of("v1", V1PodTemplate.KubeKind, template.Metadata?.NamespaceProperty, template.Metadata?.Name);
        return Read(source, reader => reader.ReadBelow("v1", V1PodTemplate.KubeKind, ["template"], template), errors, null);
    }

    /// <summary>
    /// Reads the specification of a pod, as that of an object of kind PodTemplate: its fields have paths such as
    /// <c>template.spec.containers[0]</c>.
    /// </summary>
    /// <param name="spec">The specification.</param>
    /// <param name="errors">Receives why it cannot be read.</param>
    public static IReadOnlyList<Resource> Read(V1PodSpec spec, ICollection<DocumentError> errors)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(errors);
        SourceFile source = ObjectSource.Of("v1", V1PodTemplate.KubeKind, null, null);
        return Read(source, reader => reader.ReadBelow("v1", V1PodTemplate.KubeKind, ["template", "spec"], spec), errors, null);
    }

    private static IReadOnlyList<Resource> ReadItem(object? item, int index, IKubernetesObject list, ICollection<DocumentError> errors, PodTemplates? templates)
    {
        if (item is IKubernetesObject model)
            return Read(model, errors, templates);
        errors.Add(new DocumentError(SourceOf(list).Path, SourceSpan.FileStart,
            $"The item {index} of the list is no object of Kubernetes, so it was not judged."));
        return [];
    }

    private static IReadOnlyList<Resource> Read(SourceFile source, Func<ModelReader, MappingNode> read, ICollection<DocumentError> errors,
        PodTemplates? templates)
    {
        int said = errors.Count;
        try
        {
            MappingNode document = read(new ModelReader(source));
            IReadOnlyList<Resource> resources = KubernetesReader.Read(document, errors, templates);
            if (resources.Count == 0 && errors.Count == said)
                errors.Add(new DocumentError(source.Path, SourceSpan.FileStart,
                    "The object says no 'apiVersion' and 'kind', and its type has none, so it was not judged."));
            return resources;
        }
        catch (UnreadableObjectException e)
        {
            errors.Add(new DocumentError(source.Path, SourceSpan.FileStart, $"The object was not judged, because {e.Message}."));
        }
#pragma warning disable CA1031 // The properties of anybody's model may throw anything; the other objects are judged all the same.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            errors.Add(Fault.Of(source.Path, "The reading of the object", e));
        }
        return [];
    }

    private static SourceFile SourceOf(IKubernetesObject model)
    {
        KubernetesEntityAttribute? entity = ModelShape.Of(model.GetType()).Entity;
        string version = model.ApiVersion is { Length: > 0 } given ? given
            : entity is null ? "" : string.IsNullOrEmpty(entity.Group) ? entity.ApiVersion : $"{entity.Group}/{entity.ApiVersion}";
        string kind = model.Kind is { Length: > 0 } own ? own : entity?.Kind ?? model.GetType().Name;
        V1ObjectMeta? metadata = (model as IMetadata<V1ObjectMeta>)?.Metadata;
        return ObjectSource.Of(version, kind, metadata?.NamespaceProperty, metadata?.Name ?? metadata?.GenerateName);
    }

    /// <summary>The items of a list; null for any other object.</summary>
    private static IEnumerable? ItemsOf(IKubernetesObject model) =>
        ModelShape.Of(model.GetType()).Items is { } items ? items.GetValue(model) as IEnumerable ?? Array.Empty<object>() : null;
}
