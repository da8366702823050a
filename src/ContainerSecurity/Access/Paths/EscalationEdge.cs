namespace ContainerSecurity.Access.Paths;

/// <summary>A known way from one identity to another, or to a node, with what it stands on.</summary>
/// <param name="Id">A short name that does not change, such as <c>create-workload</c>.</param>
/// <param name="Title">What is done, as a phrase.</param>
/// <param name="Reference">The Kubernetes documentation or the advisory.</param>
public sealed record EscalationEdge(string Id, string Title, string Reference)
{
    private const string GoodPractices = "https://kubernetes.io/docs/concepts/security/rbac-good-practices/";
    private const string Standards = "https://kubernetes.io/docs/concepts/security/pod-security-standards/";
    private const string Rbac = "https://kubernetes.io/docs/reference/access-authn-authz/rbac/";

    /// <summary>Creates a workload with another service account.</summary>
    public static EscalationEdge CreateWorkload { get; } = Way("create-workload", "creates a workload with its service account",
        GoodPractices + "#workload-creation",
        "so that a pod of its making runs as {0}");

    /// <summary>Changes a workload's template: its image and its service account.</summary>
    public static EscalationEdge ChangeWorkload { get; } = Way("change-workload", "changes a workload",
        GoodPractices + "#workload-creation",
        "so that a workload runs its image as {0}");

    /// <summary>Changes the image of a running pod.</summary>
    public static EscalationEdge ChangePod { get; } = Way("change-pod", "changes the image of a pod",
        GoodPractices + "#workload-creation",
        "so that its image runs in {0}");

    /// <summary>Runs a privileged pod, or one with a folder of the host.</summary>
    public static EscalationEdge PrivilegedPod { get; } = Way("privileged-pod", "runs a privileged pod",
        Standards + "#privileged",
        "and no Pod Security forbids a privileged one, which is {0}");

    /// <summary>Takes Pod Security off a namespace, then runs a privileged pod.</summary>
    public static EscalationEdge RelabelNamespace { get; } = Way("relabel-namespace", "lowers Pod Security by a label",
        GoodPractices + "#namespace-modification",
        "so that it takes the label of Pod Security off and a privileged pod is {0}");

    /// <summary>Mounts a folder of the host through a PersistentVolume.</summary>
    public static EscalationEdge PersistentVolume { get; } = Way("persistent-volume", "mounts the host through a PersistentVolume",
        GoodPractices + "#persistent-volume-creation",
        "so that a pod mounts the host through a volume of its making, as {0}");

    /// <summary>Runs a command in a container, or attaches to one.</summary>
    public static EscalationEdge EnterPod { get; } = Way("enter-pod", "runs commands in a pod",
        "https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/",
        "so that it is inside {0}");

    /// <summary>Adds an ephemeral container to a pod.</summary>
    public static EscalationEdge DebugPod { get; } = Way("debug-pod", "adds a container to a pod",
        "https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/",
        "so that a container of its making is inside {0}");

    /// <summary>Is inside a pod whose token is mounted.</summary>
    public static EscalationEdge MountedAccount { get; } = Way("mounted-account", "holds the mounted token",
        "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/",
        "runs with the mounted token of {0}");

    /// <summary>Is inside a pod that is privileged, or mounts the host.</summary>
    public static EscalationEdge PrivilegedWorkload { get; } = Way("privileged-workload", "leaves a privileged pod",
        Standards + "#privileged",
        "so who is inside is {0}");

    /// <summary>Reads the tokens of the pods of a node.</summary>
    public static EscalationEdge NodeTokens { get; } = Way("node-tokens", "reads the tokens on the node",
        GoodPractices + "#workload-creation",
        "reads the tokens of the pods there, such as that of {0}");

    /// <summary>Reads a Secret that holds a token.</summary>
    public static EscalationEdge ReadTokenSecret { get; } = Way("read-token-secret", "reads a token in a Secret",
        GoodPractices + "#listing-secrets",
        "so that it reads the token of {0}");

    /// <summary>Reads the Secrets of the system.</summary>
    public static EscalationEdge SystemSecrets { get; } = Way("system-secrets", "reads the Secrets of kube-system",
        GoodPractices + "#listing-secrets",
        "so that it reads the credentials of the cluster's own components and becomes {0}");

    /// <summary>Makes a Secret that the cluster fills with a token, and reads it.</summary>
    public static EscalationEdge MakeTokenSecret { get; } = Way("make-token-secret", "makes a Secret with a token",
        "https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets",
        "so that the cluster writes it a token of {0}");

    /// <summary>Requests a token.</summary>
    public static EscalationEdge CreateToken { get; } = Way("create-token", "requests a token",
        GoodPractices + "#token-request",
        "so that it gets a token of {0}");

    /// <summary>Acts as another identity.</summary>
    public static EscalationEdge Impersonate { get; } = Way("impersonate", "acts as another",
        GoodPractices + "#impersonate-verb",
        "so that it acts as {0}");

    /// <summary>Binds a role that it does not hold.</summary>
    public static EscalationEdge BindRole { get; } = Way("bind-role", "binds a role it does not hold",
        GoodPractices + "#bind-verb",
        "so that it binds itself to {0}");

    /// <summary>Widens a role that it holds.</summary>
    public static EscalationEdge EscalateRole { get; } = Way("escalate-role", "widens its own role",
        GoodPractices + "#escalate-verb",
        "so that it gives its own role the rights of {0}");

    /// <summary>Lets a webhook change what is admitted.</summary>
    public static EscalationEdge MutatingWebhook { get; } = Way("mutating-webhook", "changes what is admitted by a webhook",
        GoodPractices + "#control-admission-webhooks",
        "so that its webhook rewrites pods of the system and it becomes {0}");

    /// <summary>Lets a policy change what is admitted.</summary>
    public static EscalationEdge MutatingPolicy { get; } = Way("mutating-policy", "changes what is admitted by a policy",
        "https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/",
        "so that its policy rewrites pods of the system and it becomes {0}");

    /// <summary>Speaks to the kubelet through the API server.</summary>
    public static EscalationEdge Kubelet { get; } = Way("kubelet", "speaks to the kubelet",
        GoodPractices + "#access-to-proxy-subresource-of-nodes",
        "so that it runs commands in every pod of a node, privileged ones too, as {0}");

    /// <summary>Signs itself a client certificate.</summary>
    public static EscalationEdge Certificate { get; } = Way("certificate", "approves its own certificate",
        GoodPractices + "#csrs-and-certificate-issuing",
        "so that it gets a certificate in any user's name and becomes {0}");

    /// <summary>Moves pods to a node that it is root on.</summary>
    public static EscalationEdge MovePods { get; } = Way("move-pods", "moves pods to its node",
        "https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/",
        "and is root on a node, so that it moves there {0}");

    /// <summary>Uses the accounts of Kubernetes' own controllers.</summary>
    public static EscalationEdge SystemAccounts { get; } = Way("system-accounts", "uses a controller's account",
        Rbac + "#controller-roles",
        "include those of Kubernetes' controllers, such as clusterrole-aggregation-controller, which may widen any role: {0}");

    /// <summary>Makes itself administrator of a cluster on EKS.</summary>
    public static EscalationEdge AwsAuth { get; } = Way("aws-auth", "writes the aws-auth ConfigMap",
        "https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html",
        "so that it maps itself to system:masters and is {0}");

    /// <summary>May do everything.</summary>
    public static EscalationEdge Administrator { get; } = Way("administrator", "may do everything",
        Rbac + "#user-facing-roles",
        "may do everything: it is {0}");

    /// <summary>All known ways.</summary>
    public static IReadOnlyList<EscalationEdge> All { get; } =
    [
        CreateWorkload, ChangeWorkload, ChangePod, PrivilegedPod, RelabelNamespace, PersistentVolume, EnterPod, DebugPod, MountedAccount,
        PrivilegedWorkload, NodeTokens, ReadTokenSecret,
        SystemSecrets, MakeTokenSecret, CreateToken, Impersonate, BindRole, EscalateRole, MutatingWebhook, MutatingPolicy, Kubelet,
        Certificate, MovePods, SystemAccounts, AwsAuth, Administrator,
    ];

    /// <summary>What comes of it, with a hole for where it leads.</summary>
    internal string Result { get; private init; } = "";

    private static EscalationEdge Way(string id, string title, string reference, string result) => new(id, title, reference) { Result = result };
}
