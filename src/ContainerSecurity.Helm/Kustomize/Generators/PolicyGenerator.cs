using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Generators;

/// <summary>Makes the service account that Google's clouds bind to one of their own.</summary>
internal static class PolicyGenerator
{
    /// <summary>Makes the object.</summary>
    /// <exception cref="BuildException">The cloud is another.</exception>
    public static BuildResource Make(DefinitionFields fields)
    {
        if (fields.Text("cloud") != "gke")
            throw new BuildException(fields.Origin, $"Kustomize makes no policies for the cloud '{fields.Text("cloud")}'.");
        DefinitionFields? service = fields.Object("kubernetesService");
        DefinitionFields? account = fields.Object("serviceAccount");
        Origin origin = fields.Origin;
        var root = new ObjectMap(origin);
        root.Set("apiVersion", ObjectScalar.OfText("v1", origin));
        root.Set("kind", ObjectScalar.OfText("ServiceAccount", origin));
        ObjectMap metadata = root.Ensure("metadata", origin);
        string email = $"{account?.Text("name")}@{account?.Text("projectId")}.iam.gserviceaccount.com";
        metadata.Ensure("annotations", origin).Set("iam.gke.io/gcp-service-account", ObjectScalar.OfText(email, origin));
        if (service?.Placed("name") is { } name)
            metadata.Set("name", ObjectScalar.OfText(name.Text, name.Origin));
        if (service?.Placed("namespace") is { Text.Length: > 0 } @namespace)
            metadata.Set("namespace", ObjectScalar.OfText(@namespace.Text, @namespace.Origin));
        return new BuildResource(root);
    }
}
