using System.Text.Json.Nodes;
using ContainerSecurity.Documents;
using ContainerSecurity.Hardening;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Rules;
using static ContainerSecurity.Tests.Hardening.Harden;

namespace ContainerSecurity.Tests.Hardening;

/// <summary>The patch of an object: what it holds, and what it leaves.</summary>
public class HardenerTests
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
          - name: app
            image: nginx:1.27
        """;

    [Test]
    public void Policy_without_harden_changes_nothing()
    {
        Policy policy = Policy.Create().UseProfile(Profile.All).Build();

        HardeningResult result = Object(policy, Pod);

        Assert.That(result.ToJsonPatch(), Is.EqualTo("[]"));
        Assert.That(result.Left, Is.Empty);
    }

    [TestCase("CSEC2002", """[{"op":"add","path":"/spec/containers/0/securityContext","value":{"allowPrivilegeEscalation":false}}]""")]
    [TestCase("CSEC2003", """[{"op":"add","path":"/spec/securityContext","value":{"runAsNonRoot":true}}]""")]
    [TestCase("CSEC2007", """[{"op":"add","path":"/spec/containers/0/securityContext","value":{"capabilities":{"drop":["ALL"]}}}]""")]
    [TestCase("CSEC2008", """[{"op":"add","path":"/spec/containers/0/securityContext","value":{"readOnlyRootFilesystem":true}}]""")]
    [TestCase("CSEC2010", """[{"op":"add","path":"/spec/securityContext","value":{"seccompProfile":{"type":"RuntimeDefault"}}}]""")]
    [TestCase("CSEC4011", """[{"op":"add","path":"/spec/automountServiceAccountToken","value":false}]""")]
    [TestCase("CSEC1005", """[{"op":"add","path":"/spec/containers/0/imagePullPolicy","value":"Always"}]""")]
    public void Missing_field_is_added(string rule, string patch)
    {
        Assert.That(Only(rule).Patch(Pod), Is.EqualTo(patch));
    }

    [Test]
    public void Fields_of_one_new_object_are_one_operation()
    {
        Assert.That(
            Only("CSEC2002", "CSEC2007", "CSEC2008").Patch(Pod),
            Is.EqualTo("""[{"op":"add","path":"/spec/containers/0/securityContext","value":{"readOnlyRootFilesystem":true,"capabilities":{"drop":["ALL"]},"allowPrivilegeEscalation":false}}]"""));
    }

    [TestCase("CSEC2001", "privileged: true", """{"op":"replace","path":"/spec/containers/0/securityContext/privileged","value":false}""")]
    [TestCase("CSEC2002", "allowPrivilegeEscalation: true", """{"op":"replace","path":"/spec/containers/0/securityContext/allowPrivilegeEscalation","value":false}""")]
    [TestCase("CSEC2003", "runAsNonRoot: false", """{"op":"replace","path":"/spec/containers/0/securityContext/runAsNonRoot","value":true}""")]
    [TestCase("CSEC2009", "seccompProfile: { type: Unconfined }", """{"op":"replace","path":"/spec/containers/0/securityContext/seccompProfile/type","value":"RuntimeDefault"}""")]
    [TestCase("CSEC2011", "appArmorProfile: { type: Unconfined }", """{"op":"replace","path":"/spec/containers/0/securityContext/appArmorProfile/type","value":"RuntimeDefault"}""")]
    [TestCase("CSEC2013", "procMount: Unmasked", """{"op":"replace","path":"/spec/containers/0/securityContext/procMount","value":"Default"}""")]
    [TestCase("CSEC2007", "capabilities: { drop: [NET_RAW] }", """{"op":"add","path":"/spec/containers/0/securityContext/capabilities/drop/-","value":"ALL"}""")]
    [TestCase("CSEC2007", "capabilities: { drop: [ALL], add: [CHOWN, NET_BIND_SERVICE] }", """{"op":"remove","path":"/spec/containers/0/securityContext/capabilities/add/0"}""")]
    [TestCase("CSEC2006", "capabilities: { add: [SYS_ADMIN] }", """{"op":"replace","path":"/spec/containers/0/securityContext/capabilities/add","value":[]}""")]
    [TestCase("CSEC2006", "capabilities: { add: [SYS_ADMIN, CHOWN, NET_ADMIN] }", """{"op":"remove","path":"/spec/containers/0/securityContext/capabilities/add/2"},{"op":"remove","path":"/spec/containers/0/securityContext/capabilities/add/0"}""")]
    public void Bad_value_is_replaced(string rule, string written, string operations)
    {
        HardeningResult result = Object(Only(rule), $"{Pod}\n    securityContext: {{ {written} }}");

        Assert.That(result.ToJsonPatch(), Is.EqualTo($"[{operations}]"));
        Assert.That(result.Left, Is.Empty);
    }

    [Test]
    public void Scope_missing_keeps_what_somebody_wrote_and_says_so()
    {
        HardeningResult result = Object(Only(HardeningScope.Missing, "CSEC2002", "CSEC2008"),
            $"{Pod}\n    securityContext: {{ allowPrivilegeEscalation: true }}");

        Assert.That(result.ToJsonPatch(), Is.EqualTo("""[{"op":"add","path":"/spec/containers/0/securityContext/readOnlyRootFilesystem","value":true}]"""));
        Assert.That(result.Left.Single().Reason, Does.Contain("only what is missing is added"));
    }

    [Test]
    public void Values_that_the_rules_allow_stay()
    {
        string yaml = $$"""
            {{Pod}}
                securityContext:
                  runAsNonRoot: true
                  allowPrivilegeEscalation: false
                  seccompProfile: { type: Localhost, localhostProfile: own.json }
                  capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }
            """;

        Assert.That(Only("CSEC2002", "CSEC2003", "CSEC2007", "CSEC2009", "CSEC2010").Patch(yaml), Is.EqualTo("[]"));
    }

    [Test]
    public void Escalation_stays_beside_a_privileged_container_which_the_server_would_refuse()
    {
        string yaml = $"{Pod}\n    securityContext: {{ privileged: true }}";

        HardeningResult alone = Object(Only("CSEC2002"), yaml), together = Object(Only("CSEC2001", "CSEC2002"), yaml);

        Assert.That(alone.Operations, Is.Empty);
        Assert.That(alone.Left.Single().Reason, Does.Contain("privileged"));
        Assert.That(together.Operations, Has.Count.EqualTo(2));
        Assert.That(together.Left, Is.Empty);
    }

    [Test]
    public void Escalation_stays_beside_cap_sys_admin_unless_that_goes()
    {
        string yaml = $"{Pod}\n    securityContext: {{ capabilities: {{ add: [CAP_SYS_ADMIN] }} }}";

        Assert.That(Object(Only("CSEC2002"), yaml).Left.Single().Reason, Does.Contain("CAP_SYS_ADMIN"));
        Assert.That(Object(Only("CSEC2002", "CSEC2006"), yaml).Left, Is.Empty);
    }

    [Test]
    public void Container_with_user_0_is_not_made_one_that_cannot_start()
    {
        HardeningResult result = Object(Only("CSEC2003"), $"{Pod}\n    securityContext: {{ runAsUser: 0 }}");

        Assert.That(result.Operations, Is.Empty);
        Assert.That(result.Left.Single().Reason, Does.Contain("runAsUser 0"));
    }

    [Test]
    public void Non_root_is_set_at_the_containers_that_can_where_another_cannot()
    {
        HardeningResult result = Object(Only("CSEC2003"), $$"""
            {{Pod}}
              - name: root
                image: busybox:1
                securityContext: { runAsUser: 0 }
            """);

        Assert.That(result.ToJsonPatch(), Is.EqualTo("""[{"op":"add","path":"/spec/containers/0/securityContext","value":{"runAsNonRoot":true}}]"""));
        Assert.That(result.Left.Single().Finding.Finding.Container, Is.EqualTo("root"));
    }

    [TestCase("", "runs as root")]
    [TestCase("0", "runs as root")]
    [TestCase("root:root", "runs as root")]
    [TestCase("app", "names its user 'app'")]
    public void Image_that_cannot_run_as_non_root_is_left(string user, string reason)
    {
        var options = new HardeningOptions { Images = new Dictionary<string, ResolvedImage> { ["docker.io/library/nginx:1.27"] = new(null, user) } };

        HardeningResult result = Object(Only("CSEC2003"), Pod, options);

        Assert.That(result.Operations, Is.Empty);
        Assert.That(result.Left.Single().Reason, Does.Contain(reason));
    }

    [Test]
    public void Image_with_a_numeric_user_takes_nothing_for_granted()
    {
        var options = new HardeningOptions { Images = new Dictionary<string, ResolvedImage> { ["docker.io/library/nginx:1.27"] = new(null, "101:101") } };

        Assert.That(Object(Only("CSEC2003"), Pod, options).Notes, Is.Empty);
        Assert.That(Object(Only("CSEC2003"), Pod).Notes.Single().Message, Does.Contain("not known"));
    }

    [Test]
    public void Image_is_pinned_to_the_digest_that_was_looked_up_and_keeps_its_tag()
    {
        string digest = "sha256:" + new string('a', 64);
        var options = new HardeningOptions { Images = new Dictionary<string, ResolvedImage> { ["docker.io/library/nginx:1.27"] = new(digest, null) } };

        Assert.That(
            Only("CSEC1002", "CSEC1005").Patch(Pod, options),
            Is.EqualTo($$"""[{"op":"replace","path":"/spec/containers/0/image","value":"nginx:1.27@{{digest}}"}]"""));
        Assert.That(Object(Only("CSEC1002"), Pod).Left.Single().Reason, Does.Contain("looked up"));
    }

    [TestCase("sha256:zz")]
    [TestCase("")]
    [TestCase("evil\nimage: x")]
    public void Digest_that_is_none_is_not_written(string digest)
    {
        var options = new HardeningOptions { Images = new Dictionary<string, ResolvedImage> { ["docker.io/library/nginx:1.27"] = new(digest, null) } };

        Assert.That(Object(Only("CSEC1002"), Pod, options).Operations, Is.Empty);
    }

    [TestCase("os: { name: windows }")]
    [TestCase("nodeSelector: { kubernetes.io/os: windows }")]
    [TestCase("securityContext: { windowsOptions: { runAsUserName: ContainerUser } }")]
    [TestCase("affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: kubernetes.io/os, operator: In, values: [windows] }] }] } } }")]
    public void Pod_on_windows_gets_nothing_of_linux(string spec)
    {
        HardeningResult result = Object(Everything, $"{Pod}\n  {spec}");

        Assert.That(result.Operations.Select(o => o.Path), Is.SubsetOf(new[]
        {
            "/spec/automountServiceAccountToken", "/spec/securityContext", "/spec/securityContext/runAsNonRoot", "/spec/containers/0/imagePullPolicy",
        }));
        Assert.That(result.ToJsonPatch(), Does.Not.Contain("seccomp").And.Not.Contain("capabilities").And.Not.Contain("Escalation")
            .And.Not.Contain("readOnlyRoot"));
    }

    [Test]
    public void All_lists_of_containers_are_hardened()
    {
        HardeningResult result = Object(Only("CSEC2002"), $$"""
            {{Pod}}
              initContainers:
              - name: first
                image: busybox:1
              ephemeralContainers:
              - name: debug
                image: busybox:1
            """);

        Assert.That(result.Operations.Select(o => o.Path), Is.EquivalentTo(new[]
        {
            "/spec/containers/0/securityContext", "/spec/initContainers/0/securityContext", "/spec/ephemeralContainers/0/securityContext",
        }));
    }

    [Test]
    public void Template_of_a_controller_is_hardened()
    {
        Assert.That(
            Only("CSEC4011").Patch("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: { name: nightly }
                spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: a, image: "b:1" }] } } } } }
                """),
            Is.EqualTo("""[{"op":"add","path":"/spec/jobTemplate/spec/template/spec/automountServiceAccountToken","value":false}]"""));
    }

    [TestCase("ReplicaSet", "another object owns it")]
    [TestCase("Pod", null)]
    public void Object_that_another_would_make_anew_is_left(string kind, string? reason)
    {
        string pod = "containers: [{ name: a, image: 'b:1' }]";
        HardeningResult result = Object(Only("CSEC4011"), $$"""
            apiVersion: {{(kind == "Pod" ? "v1" : "apps/v1")}}
            kind: {{kind}}
            metadata: { name: web, ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, uid: u }] }
            spec: { {{(kind == "Pod" ? pod : $"template: {{ spec: {{ {pod} }} }}")}} }
            """);

        Assert.That(result.Operations, Has.Count.EqualTo(reason is null ? 1 : 0));
        Assert.That(result.Left.Select(l => l.Reason).SingleOrDefault(), reason is null ? Is.Null : Does.Contain(reason));
    }

    [Test]
    public void Mirror_of_a_static_pod_is_left()
    {
        HardeningResult result = Object(Only("CSEC4011"),
            Pod.Replace("{ name: web }", "{ name: web, annotations: { kubernetes.io/config.mirror: x } }", StringComparison.Ordinal));

        Assert.That(result.Operations, Is.Empty);
        Assert.That(result.Left.Single().Reason, Does.Contain("static Pod"));
    }

    [Test]
    public void Waived_finding_is_not_mended_and_its_container_inherits_nothing()
    {
        Policy policy = Only("CSEC2010").Extend()
            .Waive(new Waiver { Rules = ["CSEC2010"], Match = new ResourceSelector { Containers = ["root"] }, Reason = "It needs all calls." }).Build();

        Assert.That(policy.Patch($$"""
            {{Pod}}
              - name: root
                image: busybox:1
            """), Is.EqualTo("""[{"op":"add","path":"/spec/containers/0/securityContext","value":{"seccompProfile":{"type":"RuntimeDefault"}}}]"""));
    }

    [TestCase(AdmissionOperation.Create, "Pod", true)]
    [TestCase(AdmissionOperation.Update, "Pod", false)]
    [TestCase(AdmissionOperation.Update, "Deployment", true)]
    [TestCase(AdmissionOperation.Delete, "Deployment", false)]
    [TestCase(AdmissionOperation.Connect, "Pod", false)]
    public void Only_what_is_created_and_templates_are_hardened(AdmissionOperation operation, string kind, bool isHardened)
    {
        string yaml = kind == "Pod" ? Pod : """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec: { template: { spec: { containers: [{ name: a, image: "b:1" }] } } }
            """;
        var request = new EvaluationRequest(KubernetesReader.Read(new DocumentReader().Read(yaml, "a.yaml").Documents[0], [])) { Operation = operation };

        Assert.That(Only("CSEC4011").Harden(request).Operations.Any(), Is.EqualTo(isHardened));
    }

    [Test]
    public void Patch_applies_to_the_json_that_it_was_made_for_and_is_empty_then()
    {
        const string Json = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","annotations":{"container.apparmor.security.beta.kubernetes.io/app":"unconfined"}},
             "spec":{"hostPID":true,"containers":[{"name":"app","image":"nginx:1.27","securityContext":{"capabilities":{"add":["SYS_ADMIN","CHOWN","NET_BIND_SERVICE"]}}}]}}
            """;
        HardeningResult result = Object(Everything, Json);
        JsonNode node = JsonNode.Parse(Json)!;

        result.ApplyTo(node);

        Assert.That(Object(Everything, node.ToJsonString()).ToJsonPatch(), Is.EqualTo("[]"));
        Assert.That(node["metadata"]!["annotations"]!["container.apparmor.security.beta.kubernetes.io/app"]!.GetValue<string>(), Is.EqualTo("runtime/default"));
        Assert.That(node["spec"]!["containers"]![0]!["securityContext"]!["capabilities"]!["add"]!.ToJsonString(), Is.EqualTo("""["NET_BIND_SERVICE"]"""));
        Assert.That(node["spec"]!["hostPID"]!.GetValue<bool>(), Is.False);
    }

    [Test]
    public void Null_is_replaced_as_if_it_were_missing()
    {
        Assert.That(
            Only("CSEC2002").Patch($"{Pod}\n    securityContext:"),
            Is.EqualTo("""[{"op":"replace","path":"/spec/containers/0/securityContext","value":{"allowPrivilegeEscalation":false}}]"""));
    }

    [Test]
    public void Object_of_an_own_kind_with_several_pods_is_hardened_in_all()
    {
        Policy policy = Only("CSEC4011").Extend().Pods("Ring.example.com", "spec.first", "spec.second").Build();
        HardeningResult result = Object(policy, """
            apiVersion: example.com/v1
            kind: Ring
            metadata: { name: ring }
            spec:
              first: { spec: { containers: [{ name: a, image: "b:1" }] } }
              second: { spec: { containers: [{ name: a, image: "b:1" }] } }
            """);

        Assert.That(result.Operations.Select(o => o.Path),
            Is.EqualTo(new[] { "/spec/first/spec/automountServiceAccountToken", "/spec/second/spec/automountServiceAccountToken" }));
    }

    [Test]
    public void Numbers_probes_and_replicas_are_never_invented()
    {
        string patch = Everything.Patch(Pod);

        foreach (string word in new[] { "limits", "requests", "Probe", "replicas", "runAsUser", "runAsGroup", "hostPort" })
            Assert.That(patch, Does.Not.Contain(word));
        Assert.That(Everything.Rules.Keys, Is.EquivalentTo(RuleCatalog.All.Where(r => r.Descriptor.IsHardenable).Select(r => r.Descriptor.Id)));
    }

    [Test]
    public void Every_hardenable_rule_has_a_fix_and_every_fix_a_rule()
    {
        Assert.That(
            RuleCatalog.All.Where(r => r.Descriptor.IsHardenable).Select(r => r.Descriptor.Id),
            Is.EquivalentTo(ContainerSecurity.Hardening.Fixes.AllFixes.Rules.Distinct()));
    }

    [Test]
    public void Object_that_cannot_be_read_is_not_changed()
    {
        HardeningResult result = Object(Only("CSEC2002"), $"{Pod}\n    securityContext: [1]");

        Assert.That(result.Operations, Is.Empty);
        Assert.That(result.Errors, Is.Not.Empty);
    }
}
