namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Manifests in literals are judged, and told on their line inside the literal.</summary>
public class EmbeddedManifestTests
{
    [Test]
    public Task Raw_literal_is_told_on_its_line() => Code.OfKubernetes(""""
        V1Pod M() => KubernetesYaml.Deserialize<V1Pod>("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
            spec:
              {|CSEC3001:hostNetwork: true|}
              containers:
              - name: app
                image: registry.example/web:1.0
                securityContext:
                  {|CSEC2001:privileged: yes|}
            """);
        """");

    [Test]
    public Task Interpolated_raw_literal_keeps_its_places_around_holes() => Code.OfKubernetes(""""
        V1Pod M(string name, string image) => KubernetesYaml.Deserialize<V1Pod>($"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: {name}
              generateName: web
            spec:
              {|CSEC3001:hostNetwork: true|}
              containers:
              - name: {name}-app
                image: {image}
            """);
        """");

    [TestCase("""V1Pod M() => KubernetesYaml.Deserialize<V1Pod>("apiVersion: v1\nkind: Pod\nmetadata: {name: \"web\"}\nspec:\n  {|CSEC3001:hostNetwork: true|}\n");""")]
    [TestCase("""V1Pod M() => KubernetesYaml.Deserialize<V1Pod>("apiVersion: v1\n" + "kind: Pod\n" + "spec:\n" + "  {|CSEC3001:hostNetwork: true|}\n");""")]
    [TestCase("""const string Host = "true"; V1Pod M() => KubernetesYaml.Deserialize<V1Pod>("apiVersion: v1\nkind: Pod\nspec: { {|CSEC3001:hostNetwork: " + Host|} + " }");""")]
    [TestCase("""const string Text = "{apiVersion: v1, kind: Pod, spec: { {|CSEC3002:hostPID: true|}}}"; V1Pod M() => KubernetesYaml.Deserialize<V1Pod>(Text);""")]
    [TestCase("""V1Pod M() { var text = "{apiVersion: v1, kind: Pod, spec: { {|CSEC3002:hostPID: true|}}}"; return KubernetesYaml.Deserialize<V1Pod>(text); }""")]
    [TestCase("""V1Pod M() => KubernetesJson.Deserialize<V1Pod>("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"spec\":{ {|CSEC3002:\"hostPID\":true|}}}");""")]
    [TestCase("""object M() => KubernetesYaml.LoadAllFromString("apiVersion: v1\nkind: Pod\nspec: {}\n---\napiVersion: v1\nkind: Pod\nspec: { {|CSEC3003:hostIPC: true|} }");""")]
    [TestCase("""void Take([System.Diagnostics.CodeAnalysis.StringSyntax("yaml")] string text) { } void M() => Take("{apiVersion: v1, kind: Pod, spec: { {|CSEC3003:hostIPC: true|}}}");""")]
    public Task Literal_of_any_kind_is_told_at_its_place(string members) => Code.OfKubernetes(members);

    [Test]
    public Task Verbatim_literal_is_told_at_its_place() => Code.OfKubernetes("""
        V1Pod M() => KubernetesYaml.Deserialize<V1Pod>(@"apiVersion: v1
        kind: Pod
        metadata: {name: ""web""}
        spec:
          {|CSEC3001:hostNetwork: true|}
        ");
        """);

    [TestCase("""V1Pod M(string name) => KubernetesYaml.Deserialize<V1Pod>($"{{apiVersion: v1, kind: Pod, metadata: {{name: {name}}}, spec: {{ {|CSEC3001:hostNetwork: true|}, nodeName: {name}-1 }} }}");""")]
    [TestCase("""V1Pod M(string name, string image) => KubernetesYaml.Deserialize<V1Pod>($"apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}}}\nspec:\n  {|CSEC3001:hostNetwork: true|}\n  containers: [{{name: app, image: {image}}}]\n");""")]
    [TestCase("""V1Pod M(bool flag) => KubernetesYaml.Deserialize<V1Pod>($"{{apiVersion: v1, kind: Pod, spec: {{ hostNetwork: {flag}, hostPID: {flag} }} }}");""")]
    public Task Holes_in_flow_style_leave_the_rest_judged(string members) => Code.OfKubernetes(members);

    [TestCase("""object M() => new V1Patch(new Dictionary<string, object> { ["spec"] = new Dictionary<string, object> { [{|CSEC3001:"hostNetwork"] = true|} } }, V1Patch.PatchType.MergePatch);""")]
    [TestCase("""object M(object value) => new V1Patch(new Dictionary<string, object> { ["spec"] = new Dictionary<string, object> { ["hostNetwork"] = value } }, V1Patch.PatchType.MergePatch);""")]
    public Task Patch_of_dictionaries_is_judged(string members) => Code.OfKubernetes(members);

    [TestCase("""void Take(string text) { } void M() => Take("{apiVersion: v1, kind: Pod, spec: {hostIPC: true}}");""")]
    [TestCase("""V1Pod M(string text) => KubernetesYaml.Deserialize<V1Pod>(text);""")]
    [TestCase("""V1Pod M(bool host) => KubernetesYaml.Deserialize<V1Pod>($"apiVersion: v1\nkind: Pod\nspec:\n  hostNetwork: {host}\n");""")]
    [TestCase("""object M() => KubernetesYaml.Deserialize<Dictionary<string, string>>("hostNetwork: true");""")]
    public Task What_is_no_manifest_or_not_known_is_silent(string members) => Code.OfKubernetes(members);

    [Test]
    public Task Manifest_that_does_not_parse_is_told() => Code.OfKubernetes("""
        V1Pod M() => KubernetesYaml.Deserialize<V1Pod>("kind: Pod\napiVersion: v1\nspec: {|CSEC0003:{|}hostNetwork: ");
        """);
}
