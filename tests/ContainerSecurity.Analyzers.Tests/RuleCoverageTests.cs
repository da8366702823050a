namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Rules of the bands on images, privileges, isolation, secrets and access: one bad line each, and what is next to it and fine.</summary>
public class RuleCoverageTests
{
    [TestCase("""new V1Container { {|CSEC1001:Image = "nginx"|} }""")]
    [TestCase("""new V1Container { {|CSEC1006:Image = "debian:8"|} }""")]
    [TestCase("""new V1Container { {|CSEC1008:Image = "Not An Image:1"|} }""")]
    [TestCase("""new V1Container { {|CSEC1013:Image = "k8s.gcr.io/pause:3.9"|} }""")]
    [TestCase("""new V1EphemeralContainer { {|CSEC1001:Image = "busybox:latest"|} }""")]
    [TestCase("""new V1SecurityContext { {|CSEC2001:Privileged = true|} }""")]
    [TestCase("""new V1SecurityContext { {|CSEC2002:AllowPrivilegeEscalation = true|} }""")]
    [TestCase("""new V1SecurityContext { {|CSEC2003:RunAsNonRoot = false|} }""")]
    [TestCase("""new V1PodSecurityContext { {|CSEC2003:RunAsNonRoot = false|} }""")]
    [TestCase("""new V1SecurityContext { {|CSEC2004:RunAsUser = 0|} }""")]
    [TestCase("""new V1PodSecurityContext { {|CSEC2004:RunAsUser = 0L|} }""")]
    [TestCase("""new V1Capabilities { Add = ["NET_BIND_SERVICE", {|CSEC2006:"ALL"|}] }""")]
    [TestCase("""new V1Capabilities { {|CSEC2007:Drop|} = ["NET_RAW"] }""")]
    [TestCase("""new V1SecurityContext { {|CSEC2008:ReadOnlyRootFilesystem = false|} }""")]
    [TestCase("""new V1SeccompProfile { {|CSEC2009:Type = "Unconfined"|} }""")]
    [TestCase("""new V1AppArmorProfile { {|CSEC2011:Type = "Unconfined"|} }""")]
    [TestCase("""new V1SELinuxOptions { {|CSEC2012:Type = "spc_t"|} }""")]
    [TestCase("""new V1SecurityContext { {|CSEC2013:ProcMount = "Unmasked"|} }""")]
    [TestCase("""new V1Sysctl { {|CSEC2014:Name = "kernel.msgmax"|}, Value = "1" }""")]
    [TestCase("""new V1WindowsSecurityContextOptions { {|CSEC2015:HostProcess = true|} }""")]
    [TestCase("""new V1PodSpec { {|CSEC3001:HostNetwork = true|}, {|CSEC3002:HostPID = true|}, {|CSEC3003:HostIPC = true|} }""")]
    [TestCase("""new V1HostPathVolumeSource { {|CSEC3005:Path = "/etc"|} }""", "CSEC3004")]
    [TestCase("""new V1HostPathVolumeSource { {|CSEC3006:Path = "/run/containerd/containerd.sock"|} }""", "CSEC3004")]
    [TestCase("""new V1HostPathVolumeSource { {|CSEC3009:Path = "/dev/kvm"|} }""", "CSEC3004")]
    [TestCase("""new V1ContainerPort { ContainerPort = 8080, {|CSEC3007:HostPort = 8080|} }""")]
    [TestCase("""new V1PodSpec { {|CSEC3008:HostUsers = true|} }""")]
    [TestCase("""new V1VolumeMount { Name = "a", MountPath = "/a", {|CSEC3011:MountPropagation = "Bidirectional"|} }""")]
    [TestCase("""new V1HTTPGetAction { {|CSEC3014:Host = "169.254.169.254"|}, Port = 80 }""")]
    [TestCase("""new V1Pod { Metadata = new() { NamespaceProperty = "shop" }, Spec = new() { Tolerations = [new() { {|CSEC3018:Key = "node-role.kubernetes.io/control-plane"|}, OperatorProperty = "Exists" }] } }""")]
    [TestCase("""new V1EnvVar { Name = "DB_PASSWORD", {|CSEC4002:Value = "not-a-real-one"|} }""")]
    [TestCase("""new V1ConfigMap { Metadata = new() { Name = "a" }, Data = new Dictionary<string, string> { [{|CSEC4005:"password"] = "not-a-real-one"|} } }""")]
    [TestCase("""new V1Secret { Metadata = new() { Name = "a" }, {|CSEC4006:StringData|} = new Dictionary<string, string> { { "password", "not-a-real-one" } } }""")]
    [TestCase("""new V1Secret { Metadata = new() { Name = "a" }, {|CSEC4006:Data|} = new Dictionary<string, byte[]> { ["password"] = System.Text.Encoding.UTF8.GetBytes("not-a-real-one") } }""")]
    [TestCase("""new V1Pod { Metadata = new() { Name = "web" }, Spec = new() { {|CSEC4011:AutomountServiceAccountToken = true|} } }""")]
    [TestCase("""new V1Secret { {|CSEC4013:Type = "kubernetes.io/service-account-token"|} }""")]
    [TestCase("""new V1PolicyRule { {|CSEC5001:Verbs|} = ["*"], Resources = ["widgets"], ApiGroups = ["example.com"] }""")]
    [TestCase("""new V1RoleRef { Kind = "ClusterRole", {|CSEC5002:Name = "cluster-admin"|}, ApiGroup = "rbac.authorization.k8s.io" }""")]
    [TestCase("""new V1PolicyRule { Verbs = ["get"], {|CSEC5003:Resources|} = ["secrets"], ApiGroups = [""] }""")]
    [TestCase("""new Rbacv1Subject { Kind = "Group", {|CSEC5021:Name = "system:masters"|} }""")]
    [TestCase("""new V1ServiceSpec { {|CSEC7006:ExternalIPs|} = ["203.0.113.7"] }""")]
    [TestCase("""new V1ContainerPort { {|CSEC7012:ContainerPort = 22|} }""")]
    public Task Bad_line_is_told(string expression, string beside = "") => Code.OfKubernetes($"object M() => {Beside(expression, beside)};");

    [TestCase("""new V1Container { Image = "registry.example/web:1.0" }""")]
    [TestCase("""new V1Container { Image = "registry.example/web@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" }""")]
    [TestCase("""new V1SecurityContext { Privileged = false, AllowPrivilegeEscalation = false, RunAsNonRoot = true, RunAsUser = 1000, ReadOnlyRootFilesystem = true, ProcMount = "Default" }""")]
    [TestCase("""new V1PodSpec { Tolerations = [new() { Key = "node-role.kubernetes.io/control-plane" }] }""")]
    [TestCase("""new V1SecurityContext { Privileged = null, AllowPrivilegeEscalation = default }""")]
    [TestCase("""new V1Capabilities { Drop = ["ALL"], Add = ["NET_BIND_SERVICE"] }""")]
    [TestCase("""new V1SeccompProfile { Type = "Localhost", LocalhostProfile = "a.json" }""")]
    [TestCase("""new V1PodSpec { HostNetwork = false, HostPID = false, HostUsers = false, AutomountServiceAccountToken = false }""")]
    [TestCase("""new V1Volume { Name = "etc", EmptyDir = new V1EmptyDirVolumeSource() }""")]
    [TestCase("""new V1VolumeMount { Name = "a", MountPath = "/var/run/docker.sock", MountPropagation = "HostToContainer" }""")]
    [TestCase("""new V1EnvVar { Name = "DB_PASSWORD", ValueFrom = new V1EnvVarSource { SecretKeyRef = new V1SecretKeySelector { Name = "db", Key = "password" } } }""")]
    [TestCase("""new V1EnvVar { Name = "DB_PASSWORD_FILE", Value = "/run/secrets/db" }""")]
    [TestCase("""new V1Secret { Metadata = new() { Name = "a" }, StringData = new Dictionary<string, string> { ["password"] = System.Environment.GetEnvironmentVariable("DB_PASSWORD") } }""")]
    [TestCase("""new V1PolicyRule { Verbs = ["get", "list"], Resources = ["pods"], ApiGroups = [""] }""")]
    [TestCase("""new V1RoleRef { Kind = "ClusterRole", Name = "view", ApiGroup = "rbac.authorization.k8s.io" }""")]
    [TestCase("""new V1ContainerPort { ContainerPort = 8080 }""")]
    [TestCase("""new V1Toleration { Key = "gpu", OperatorProperty = "Exists" }""")]
    public Task Fine_line_is_silent(string expression) => Code.OfKubernetes($"object M() => {expression};");

    /// <summary>A folder of the host is told at the volume too, which for a lone source is the source itself.</summary>
    private static string Beside(string expression, string rule)
    {
        int header = expression.IndexOf(" {", StringComparison.Ordinal);
        return rule.Length == 0 ? expression : $"{{|{rule}:{expression[..header]}|}}{expression[header..]}";
    }
}
