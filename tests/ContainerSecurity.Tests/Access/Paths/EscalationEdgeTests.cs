using ContainerSecurity.Access.Paths;

namespace ContainerSecurity.Tests.Access.Paths;

/// <summary>Each known way: a set that has it, and the nearest sets that have it not.</summary>
public class EscalationEdgeTests
{
    private const string Rbac = ".rbac.authorization.k8s.io";
    private const string Admission = ".admissionregistration.k8s.io";
    private const string Certificates = ".certificates.k8s.io";

    /// <summary>A namespace that forbids privileged pods, with a strong account and its pod.</summary>
    private static Scene Shop(string level = "restricted") => new Scene().Namespace("shop", level).Pod("shop/web", "strong").Admin("shop/strong");

    private static IEnumerable<TestCaseData> Ways()
    {
        TestCaseData Way(string name, string path, Scene scene) => new TestCaseData(scene, path).SetName(name);

        yield return Way("Creating pods runs as a stronger account", "create-workload administrator", Shop().Allow("ann", "shop", "create pods"));
        yield return Way("Creating cron jobs runs as a stronger account", "create-workload administrator", Shop()
            .Allow("ann", "shop", "create cronjobs.batch"));
        yield return Way("Creating pods where no strong account lives", "", Shop().Namespace("other", "baseline").Allow("ann", "other", "create pods"));
        yield return Way("Creating pods of a foreign API group", "", Shop().Allow("ann", "shop", "create pods.metrics.k8s.io"));
        yield return Way("Creating is never bounded by names", "", Shop().Allow("ann", "shop", "create pods web"));
        yield return Way("Reading pods", "", Shop().Allow("ann", "shop", "get,list,watch pods"));

        yield return Way("Changing a deployment sets its account", "change-workload administrator", Shop().Deployment("shop/api", "weak")
            .Allow("ann", "shop", "patch deployments.apps"));
        yield return Way("Changing the one deployment by name", "change-workload administrator", Shop().Deployment("shop/api", "weak")
            .Allow("ann", "shop", "patch deployments.apps api"));
        yield return Way("Changing a deployment that is not there", "", Shop().Deployment("shop/api", "weak")
            .Allow("ann", "shop", "patch deployments.apps other"));
        yield return Way("Changing deployments where there is none", "", Shop().Allow("ann", "shop", "patch deployments.apps"));
        yield return Way("Scaling a deployment", "", Shop().Deployment("shop/api", "weak").Allow("ann", "shop", "patch deployments.apps/scale"));

        yield return Way("Changing the image of a pod", "change-pod mounted-account administrator", Shop().Allow("ann", "shop", "patch pods"));
        yield return Way("Changing the status of a pod", "", Shop().Allow("ann", "shop", "patch pods/status"));

        yield return Way("A privileged pod where nothing forbids it", "privileged-pod", new Scene().Namespace("shop").Allow("ann", "shop", "create pods"));
        yield return Way("A privileged pod where the level is privileged", "privileged-pod", new Scene().Namespace("shop", "privileged")
            .Allow("ann", "shop", "create pods"));
        yield return Way("A privileged pod where baseline forbids it", "", new Scene().Namespace("shop", "baseline").Allow("ann", "shop", "create pods"));
        yield return Way("A privileged pod where restricted forbids it", "", new Scene().Namespace("shop", "restricted").Allow("ann", "shop", "create pods"));
        yield return Way("A privileged debug container", "privileged-pod", new Scene().Namespace("shop")
            .Allow("ann", "shop", "patch pods/ephemeralcontainers"));

        yield return Way("Taking the label of Pod Security off", "relabel-namespace", new Scene().Namespace("shop", "restricted")
            .Allow("ann", "shop", "create pods", "patch namespaces"));
        yield return Way("Taking the label off the namespace by name", "relabel-namespace", new Scene().Namespace("shop", "restricted")
            .Allow("ann", "shop", "create pods").Allow("ann", "", "update namespaces shop"));
        yield return Way("Taking the label off another namespace", "", new Scene().Namespace("shop", "restricted").Allow("ann", "shop", "create pods")
            .Allow("ann", "", "update namespaces other"));
        yield return Way("Taking the label off without pods", "", new Scene().Namespace("shop", "restricted").Allow("ann", "", "patch namespaces"));

        yield return Way("The host by a persistent volume", "persistent-volume", new Scene().Namespace("shop", "restricted")
            .Allow("ann", "shop", "create pods", "create persistentvolumeclaims").Allow("ann", "", "create persistentvolumes"));
        yield return Way("A persistent volume in one's namespace alone", "", new Scene().Namespace("shop", "restricted")
            .Allow("ann", "shop", "create pods", "create persistentvolumeclaims", "create persistentvolumes"));
        yield return Way("A persistent volume without a claim", "", new Scene().Namespace("shop", "restricted").Allow("ann", "shop", "create pods")
            .Allow("ann", "", "create persistentvolumes"));

        yield return Way("Entering a pod by exec", "enter-pod mounted-account administrator", Shop().Allow("ann", "shop", "create pods/exec"));
        yield return Way("Entering a pod by attach", "enter-pod mounted-account administrator", Shop().Allow("ann", "shop", "create pods/attach"));
        yield return Way("Entering by a WebSocket needs get alone before 1.35", "enter-pod mounted-account administrator", Shop()
            .Allow("ann", "shop", "get pods/exec"));
        yield return Way("Entering all subresources by name", "enter-pod mounted-account administrator", Shop().Allow("ann", "shop", "create */exec"));
        yield return Way("A wildcard that means nothing", "", Shop().Allow("ann", "shop", "create pods/*"));
        yield return Way("Entering the one pod by name", "enter-pod mounted-account administrator", Shop().Allow("ann", "shop", "create pods/exec web"));
        yield return Way("Entering another pod by name", "", Shop().Allow("ann", "shop", "create pods/exec other"));
        yield return Way("Entering a pod whose token is not mounted", "", new Scene().Namespace("shop", "restricted")
            .Pod("shop/web", "strong", ", automountServiceAccountToken: false").Admin("shop/strong").Allow("ann", "shop", "create pods/exec"));
        yield return Way("Entering a pod whose account mounts none", "", Shop()
            .Object("{kind: ServiceAccount, apiVersion: v1, metadata: {name: strong, namespace: shop}, automountServiceAccountToken: false}").Allow("ann", "shop", "create pods/exec"));
        yield return Way("Reading logs", "", Shop().Allow("ann", "shop", "get pods/log"));

        yield return Way("Adding a debug container", "debug-pod mounted-account administrator", Shop().Allow("ann", "shop", "update pods/ephemeralcontainers"));
        yield return Way("Creating an ephemeral container is no request", "", Shop().Allow("ann", "shop", "create pods/ephemeralcontainers"));

        yield return Way("Entering a privileged pod", "enter-pod privileged-workload", new Scene().Namespace("shop")
            .Pod("shop/agent", "weak", "", ", securityContext: {privileged: true}").Allow("ann", "shop", "create pods/exec"));
        yield return Way("Entering a pod with the host's root", "enter-pod privileged-workload", new Scene().Namespace("shop")
            .Pod("shop/agent", "weak", ", volumes: [{name: v, hostPath: {path: /}}]").Allow("ann", "shop", "create pods/exec"));
        yield return Way("Entering a plain pod", "", new Scene().Namespace("shop")
            .Pod("shop/agent", "weak", ", volumes: [{name: v, hostPath: {path: /var/log/pods}}]").Allow("ann", "shop", "create pods/exec"));

        yield return Way("From a node to its tokens", "privileged-pod node-tokens administrator", new Scene().Namespace("shop").Pod("ops/agent", "strong")
            .Admin("ops/strong").Allow("ann", "shop", "create pods"));
        yield return Way("From a node where no strong token is", "privileged-pod", new Scene().Namespace("shop").Pod("ops/agent", "weak").Admin("ops/strong")
            .Allow("ann", "shop", "create pods"));

        const string token = "{kind: Secret, apiVersion: v1, metadata: {name: strong-token, namespace: shop, annotations: {kubernetes.io/service-account.name: strong}}, type: TYPE}";
        string kept = token.Replace("TYPE", "kubernetes.io/service-account-token", StringComparison.Ordinal);
        yield return Way("Reading a token Secret", "read-token-secret administrator", Shop().Object(kept).Allow("ann", "shop", "get secrets strong-token"));
        yield return Way("Listing token Secrets", "read-token-secret administrator", Shop().Object(kept).Allow("ann", "shop", "list secrets"));
        yield return Way("Reading another Secret by name", "", Shop().Object(kept).Allow("ann", "shop", "get secrets tls"));
        yield return Way("Reading Secrets that hold no token", "", Shop().Object(token.Replace("TYPE", "Opaque", StringComparison.Ordinal))
            .Allow("ann", "shop", "list secrets"));

        yield return Way("Reading the Secrets of kube-system", "system-secrets", new Scene().Allow("ann", "kube-system", "list secrets"));
        yield return Way("Reading all Secrets", "system-secrets", new Scene().Allow("ann", "", "get secrets"));
        yield return Way("Reading one Secret of kube-system", "", new Scene().Allow("ann", "kube-system", "get secrets one"));
        yield return Way("Reading the Secrets of another namespace", "", new Scene().Allow("ann", "shop", "list secrets"));

        yield return Way("Making a Secret that gets a token", "make-token-secret administrator", Shop()
            .Allow("ann", "shop", "create secrets", "get secrets mine"));
        yield return Way("Making a Secret and not reading it", "", Shop().Allow("ann", "shop", "create secrets"));
        yield return Way("Making a Secret and reading another namespace's", "", Shop().Allow("ann", "shop", "create secrets")
            .Allow("ann", "other", "get secrets"));

        yield return Way("Requesting a token", "create-token administrator", Shop().Allow("ann", "shop", "create serviceaccounts/token"));
        yield return Way("Requesting the token of the strong account", "create-token administrator", Shop()
            .Allow("ann", "shop", "create serviceaccounts/token strong"));
        yield return Way("Requesting the token of another account", "", Shop().Allow("ann", "shop", "create serviceaccounts/token weak"));
        yield return Way("Making accounts", "", Shop().Allow("ann", "shop", "create serviceaccounts"));

        yield return Way("Impersonating a service account", "impersonate administrator", Shop().Allow("ann", "shop", "impersonate serviceaccounts"));
        yield return Way("Impersonating another service account", "", Shop().Allow("ann", "shop", "impersonate serviceaccounts weak"));
        yield return Way("Impersonating any user", "impersonate", new Scene().Allow("ann", "", "impersonate users"));
        yield return Way("Impersonating an administrator by name", "impersonate administrator", new Scene().Bind("root", "", "ClusterRole/cluster-admin")
            .Allow("ann", "", "impersonate users root"));
        yield return Way("Impersonating a service account by its user name", "impersonate administrator", Shop()
            .Allow("ann", "", "impersonate users system:serviceaccount:shop:strong"));
        yield return Way("Impersonating somebody weak", "", new Scene().Allow("bob", "", "get pods").Allow("ann", "", "impersonate users bob"));
        yield return Way("Impersonating users in a namespace is nothing", "", new Scene().Allow("ann", "shop", "impersonate users"));
        yield return Way("Impersonating masters with somebody", "impersonate", new Scene()
            .Allow("ann", "", "impersonate groups system:masters", "impersonate users bob"));
        yield return Way("Impersonating masters with an account of a namespace", "impersonate", new Scene().Allow("ann", "", "impersonate groups")
            .Allow("ann", "shop", "impersonate serviceaccounts weak"));
        yield return Way("Impersonating groups without anybody", "", new Scene().Allow("ann", "", "impersonate groups"));
        yield return Way("Impersonating a strong group", "impersonate administrator", new Scene().Bind("group:ops", "", "ClusterRole/cluster-admin")
            .Allow("ann", "", "impersonate groups ops", "impersonate users bob"));

        yield return Way("Binding any ClusterRole", "bind-role administrator", new Scene()
            .Allow("ann", "", "create clusterrolebindings" + Rbac, "bind clusterroles" + Rbac));
        yield return Way("Binding cluster-admin by name", "bind-role administrator", new Scene()
            .Allow("ann", "", "create clusterrolebindings" + Rbac, "bind clusterroles" + Rbac + " cluster-admin"));
        yield return Way("Binding view by name", "", new Scene().Allow("ann", "", "create clusterrolebindings" + Rbac, "bind clusterroles" + Rbac + " view"));
        yield return Way("Binding edit by name leads on", "bind-role system-secrets", new Scene()
            .Allow("ann", "", "create clusterrolebindings" + Rbac, "bind clusterroles" + Rbac + " edit"));
        yield return Way("Writing bindings without bind is held back", "", new Scene()
            .Allow("ann", "", "create,update,patch clusterrolebindings" + Rbac, "create,update,patch clusterroles" + Rbac));
        yield return Way("Binding without writing bindings", "", new Scene().Allow("ann", "", "bind clusterroles" + Rbac));
        yield return Way("Bind on bindings is never asked", "", new Scene()
            .Allow("ann", "", "create clusterrolebindings" + Rbac, "bind clusterrolebindings" + Rbac));
        yield return Way("Binding any ClusterRole in a namespace", "bind-role create-workload administrator", Shop()
            .Allow("ann", "shop", "create rolebindings" + Rbac, "bind clusterroles" + Rbac));
        yield return Way("Binding any ClusterRole in a namespace takes its label off", "bind-role relabel-namespace", new Scene()
            .Namespace("shop", "restricted").Allow("ann", "shop", "create rolebindings" + Rbac, "bind clusterroles" + Rbac));
        yield return Way("Binding a weak ClusterRole in a namespace", "", Shop()
            .Allow("ann", "shop", "create rolebindings" + Rbac, "bind clusterroles" + Rbac + " view"));

        yield return Way("Widening one's own ClusterRole", "escalate-role", new Scene().Allow("ann", "", "escalate,patch clusterroles" + Rbac));
        yield return Way("Widening without changing", "", new Scene().Allow("ann", "", "escalate clusterroles" + Rbac));
        yield return Way("Changing without widening is held back", "", new Scene().Allow("ann", "", "update,patch clusterroles" + Rbac));
        yield return Way("Widening a ClusterRole that is not one's own", "", new Scene().Allow("ann", "", "escalate,patch clusterroles" + Rbac + " other"));
        yield return Way("Widening one's own Role", "escalate-role create-workload administrator", Shop().Allow("ann", "shop", "escalate,patch roles" + Rbac));
        yield return Way("Widening another's Role", "", Shop().Allow("ann", "shop", "escalate,patch roles" + Rbac + " other"));

        yield return Way("A mutating webhook", "mutating-webhook", new Scene().Allow("ann", "", "create mutatingwebhookconfigurations" + Admission));
        yield return Way("A mutating webhook in a namespace is nothing", "", new Scene()
            .Allow("ann", "shop", "create mutatingwebhookconfigurations" + Admission));
        yield return Way("Reading webhooks", "", new Scene().Allow("ann", "", "get mutatingwebhookconfigurations" + Admission));
        yield return Way("A mutating policy with its binding", "mutating-policy", new Scene()
            .Allow("ann", "", "create mutatingadmissionpolicies" + Admission, "create mutatingadmissionpolicybindings" + Admission));
        yield return Way("A mutating policy without a binding", "", new Scene().Allow("ann", "", "create mutatingadmissionpolicies" + Admission));

        yield return Way("The kubelet through the API server", "kubelet", new Scene().Allow("ann", "", "get nodes/proxy"));
        yield return Way("The kubelet's metrics", "", new Scene().Allow("ann", "", "get nodes/metrics"));
        yield return Way("The kubelet in a namespace is nothing", "", new Scene().Allow("ann", "shop", "get nodes/proxy"));

        string[] csr = ["create,get certificatesigningrequests" + Certificates, "update certificatesigningrequests" + Certificates + "/approval"];
        yield return Way("Approving one's own certificate", "certificate", new Scene()
            .Allow("ann", "", [.. csr, "approve signers" + Certificates + " kubernetes.io/kube-apiserver-client"]));
        yield return Way("Approving for all signers of Kubernetes", "certificate", new Scene()
            .Allow("ann", "", [.. csr, "approve signers" + Certificates + " kubernetes.io/*"]));
        yield return Way("Approving for another signer", "", new Scene()
            .Allow("ann", "", [.. csr, "approve signers" + Certificates + " kubernetes.io/kubelet-serving"]));
        yield return Way("Approving without a signer", "", new Scene().Allow("ann", "", csr));

        Scene Agents() => new Scene().Namespace("shop").Namespace("ops", "restricted").Deployment("ops/api", "strong").Admin("ops/strong")
            .Pod("shop/agent", "weak", "", ", securityContext: {privileged: true}").Allow("ann", "shop", "create pods/exec");
        yield return Way("Moving pods to the node that one is root on", "move-pods mounted-account administrator", Agents()
            .Allow("ann", "", "patch nodes", "delete pods"));
        yield return Way("Moving pods by eviction", "move-pods mounted-account administrator", Agents()
            .Allow("ann", "", "update nodes/status", "create pods/eviction"));
        yield return Way("Tainting nodes without moving pods", "enter-pod privileged-workload", Agents().Allow("ann", "", "patch nodes"));
        yield return Way("Moving pods without tainting nodes", "enter-pod privileged-workload", Agents().Allow("ann", "", "delete pods"));
        yield return Way("Moving pods without a node", "", new Scene().Deployment("ops/api", "strong").Admin("ops/strong")
            .Allow("ann", "", "patch nodes", "delete pods"));

        yield return Way("The accounts of kube-system", "create-token system-accounts", new Scene()
            .Allow("ann", "kube-system", "create serviceaccounts/token"));
        yield return Way("The accounts of another namespace", "", new Scene().Namespace("shop", "restricted")
            .Allow("ann", "shop", "create serviceaccounts/token"));

        const string map = "{kind: ConfigMap, apiVersion: v1, metadata: {name: aws-auth, namespace: kube-system}}";
        yield return Way("Writing aws-auth", "aws-auth", new Scene().Object(map).Allow("ann", "kube-system", "patch configmaps aws-auth"));
        yield return Way("Writing aws-auth where there is none", "", new Scene().Allow("ann", "kube-system", "patch configmaps aws-auth"));
        yield return Way("Writing another ConfigMap", "", new Scene().Object(map).Allow("ann", "kube-system", "patch configmaps other"));
    }

    [TestCaseSource(nameof(Ways))]
    public void Way_is_found_where_it_is(object scene, string path)
    {
        string found = ((Scene)scene).Path("User ann");

        Assert.That(found, Is.EqualTo(path));
    }

    [Test]
    public void Every_known_way_has_a_set_that_has_it_and_one_that_just_lacks_it()
    {
        string[] found = [.. Ways().Select(w => (string)w.Arguments[1]!)];

        Assert.That(EscalationEdge.All.Select(e => e.Id).Except(found.SelectMany(f => f.Split(' '))), Is.Empty);
        Assert.That(found.Count(f => f.Length == 0), Is.GreaterThan(EscalationEdge.All.Count));
        Assert.That(EscalationEdge.All.Select(e => e.Id), Is.Unique);
        Assert.That(EscalationEdge.All.Select(e => e.Reference), Has.All.StartsWith("https://"));
    }
}
