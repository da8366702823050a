using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Custom;

/// <summary>Tells by their fields what in a custom resource is a container, a pod, or an object of its own.</summary>
internal static class ContainerShape
{
    /// <summary>Fields that only containers have, and few other things together with an image.</summary>
    private static readonly string[] Fields =
    [
        "command", "args", "env", "envFrom", "ports", "securityContext", "volumeMounts", "volumeDevices", "resources", "imagePullPolicy", "workingDir",
        "livenessProbe", "readinessProbe", "startupProbe", "lifecycle", "script", "tty", "stdin", "terminationMessagePath", "terminationMessagePolicy",
    ];

    /// <summary>Fields of a security context that containers have and pods do not.</summary>
    private static readonly string[] OwnSettings =
        ["privileged", "allowPrivilegeEscalation", "readOnlyRootFilesystem", "capabilities", "procMount"];

    private static readonly string[] SharedSettings =
    [
        "runAsUser", "runAsNonRoot", "runAsGroup", "fsGroup", "supplementalGroups", "seccompProfile", "appArmorProfile", "seLinuxOptions", "windowsOptions",
        "sysctls",
    ];

    private static readonly string[] HostFields = ["hostNetwork", "hostPID", "hostIPC", "hostUsers", "shareProcessNamespace", "automountServiceAccountToken"];
    private static readonly string[] ListWords = ["containers", "sidecars", "steps"];
    private static readonly string[] SingleWords = ["container", "sidecar", "script", "steptemplate"];

    /// <summary>Whether the value of a key is a list of containers by the key.</summary>
    public static bool IsListKey(string key) => Array.Exists(ListWords, w => key.EndsWith(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the value of a key is one container by the key.</summary>
    public static bool IsSingleKey(string key) => Array.Exists(SingleWords, w => key.EndsWith(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a mapping that its key calls a container has anything of one.</summary>
    public static bool MayBeContainer(MappingNode mapping) =>
        Has(mapping["image"]) || Array.Exists(Fields, f => Has(mapping[f]) && (f is not ("args" or "ports" or "resources") || Has(mapping["name"])));

    /// <summary>Whether a mapping of which no key says so is a container: it has an image beside other fields, or a container's own settings.</summary>
    public static bool IsContainer(MappingNode mapping) =>
        (mapping["image"] is ScalarNode { IsNull: false } image && image.Text.IndexOfAny([' ', '\n']) < 0
            && Array.Exists(Fields, f => Has(mapping[f])) && !IsPod(mapping))
        || (mapping["securityContext"] is MappingNode security && HasOwnSettings(security));

    /// <summary>Whether a security context has settings that pods have not.</summary>
    public static bool HasOwnSettings(MappingNode security) => Array.Exists(OwnSettings, s => Has(security[s]));

    /// <summary>Whether a security context has any setting.</summary>
    public static bool HasSettings(DocumentNode? node) =>
        node is MappingNode security && (HasOwnSettings(security) || Array.Exists(SharedSettings, s => Has(security[s])));

    /// <summary>Whether a mapping has fields that only pods have, apart from their containers.</summary>
    public static bool IsPod(MappingNode mapping) =>
        Array.Exists(HostFields, f => mapping[f] is ScalarNode { IsNull: false })
        || HasSettings(mapping["podSecurityContext"])
        || mapping["containers"] is SequenceNode { IsOpen: true }
        || (mapping["volumes"] is SequenceNode volumes && volumes.Items.Any(IsVolume))
        || (HasSettings(mapping["securityContext"]) && mapping["image"] is null && !HasOwnSettings((MappingNode)mapping["securityContext"]!));

    /// <summary>Whether a mapping inside another object is an object of its own, and no mere reference to one.</summary>
    public static bool IsObject(MappingNode mapping) =>
        ObjectShape.IsObject(mapping) && (mapping["metadata"] is MappingNode || mapping["spec"] is MappingNode || mapping["data"] is MappingNode
            || mapping["objects"] is SequenceNode || mapping["items"] is SequenceNode || mapping["rules"] is SequenceNode || mapping["roleRef"] is MappingNode);

    private static bool IsVolume(DocumentNode node) =>
        node is MappingNode volume && volume.Entries.Any(e => e.Value is MappingNode && e.Key is "hostPath" or "secret" or "configMap" or "emptyDir"
            or "persistentVolumeClaim" or "projected" or "csi" or "ephemeral" or "downwardAPI" or "nfs" or "image");

    private static bool Has(DocumentNode? node) => node is not null and not ScalarNode { IsNull: true };
}
