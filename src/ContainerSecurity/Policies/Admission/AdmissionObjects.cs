using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Kubernetes.Schemas;

namespace ContainerSecurity.Policies.Admission;

/// <summary>Objects as the API server shows them to its policies. Kubernetes' own kinds are decoded and completed; custom resources stay as they are, but for what every creation adds.</summary>
internal static class AdmissionObjects
{
    /// <summary>Reads an object.</summary>
    /// <param name="written">The object as it is written; the null value for none.</param>
    /// <param name="stage">How far the API server has come with it.</param>
    /// <param name="namespace">The namespace of the request; empty for an object of the cluster.</param>
    /// <param name="errors">Receives what cannot be read.</param>
    public static CelValue Read(CelValue written, ObjectStage stage, string @namespace, ICollection<DocumentError> errors)
    {
        if (written.As<CelMap>() is null)
            return written;
        MappingNode node = written.As<DocumentMap>()?.Mapping ?? (MappingNode)ValueNode.Of(written);
        if (TypedObject.Read(node, stage, @namespace) is { } typed)
        {
            foreach (DocumentError error in typed.Errors)
                errors.Add(error);
            return DocumentValue.Of(typed.Node);
        }
        return stage == ObjectStage.Stored ? written : DocumentValue.Of(CustomObject.Create(node, stage, @namespace));
    }

    /// <summary>Reads an object that is there already, such as a policy's parameters.</summary>
    public static CelValue ReadStored(CelValue written) => Read(written, ObjectStage.Stored, "", []);
}
