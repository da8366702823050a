namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>What the API server's own admission adds to an object that shall be created, before policies see it.</summary>
internal static class ObjectAdmission
{
    private const string Protection = "kubernetes.io/pv-protection";
    private const string ClaimProtection = "kubernetes.io/pvc-protection";

    /// <summary>Completes an object.</summary>
    /// <param name="root">The object.</param>
    /// <param name="namespace">The namespace of the request; empty for an object of the cluster.</param>
    public static void Complete(DraftMap root, string @namespace)
    {
        if (root.Within("metadata") is not { } metadata)
            return;
        if (@namespace.Length > 0)
            metadata.Complete("namespace", @namespace);
        else
            metadata.Remove("namespace");
        metadata.Set("managedFields", Draft.ImpliedUnknown(metadata));
        switch (root.Schema!.Name)
        {
            case "core.v1.Pod" when root.Map("spec") is { } spec:
                PodAdmission.Complete(spec);
                break;
            case "core.v1.Namespace" when metadata.TextOf("name") is { } name && metadata.Within("labels") is { } labels:
                labels.Set("kubernetes.io/metadata.name", Draft.Implied(labels, name, FieldType.Parse("s")));
                break;
            case "core.v1.PersistentVolume":
                AddMissing(metadata.ListWithin("finalizers"), Protection);
                break;
            case "core.v1.PersistentVolumeClaim":
                AddMissing(metadata.ListWithin("finalizers"), ClaimProtection);
                break;
        }
    }

    /// <summary>Adds a text to a list that does not hold it.</summary>
    public static void AddMissing(DraftList? list, string item)
    {
        if (list is { IsOpen: false } && !list.Items.Exists(i => i.Text == item))
            list.Items.Add(Draft.Implied(list, item, list.Type.Item!));
    }
}
