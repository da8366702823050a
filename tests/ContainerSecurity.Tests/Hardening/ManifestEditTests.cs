using ContainerSecurity.Hardening;
using ContainerSecurity.Policies;
using static ContainerSecurity.Tests.Hardening.Harden;

namespace ContainerSecurity.Tests.Hardening;

/// <summary>Manifests as texts: what is added stands where a person would write it, and all other characters stay.</summary>
public class ManifestEditTests
{
    private static readonly Policy Container = Only("CSEC2002", "CSEC2007");
    private static readonly Policy Pod = Only("CSEC2010", "CSEC4011");

    [Test]
    public void Fields_are_added_behind_the_others_with_the_layout_of_the_file()
    {
        Assert.That(
            Only("CSEC2002", "CSEC2003", "CSEC2007").Text("""
                # A pod.
                apiVersion: v1
                kind: Pod

                metadata:
                  name: web   # its name
                spec:
                  containers:
                  - name: app
                    image: nginx:1.27   # pinned later

                    ports:
                    - containerPort: 80   # http

                  # the end
                ---
                # nothing
                """),
            Is.EqualTo("""
                # A pod.
                apiVersion: v1
                kind: Pod

                metadata:
                  name: web   # its name
                spec:
                  containers:
                  - name: app
                    image: nginx:1.27   # pinned later

                    ports:
                    - containerPort: 80   # http
                    securityContext:
                      capabilities:
                        drop:
                        - ALL
                      allowPrivilegeEscalation: false
                  securityContext:
                    runAsNonRoot: true

                  # the end
                ---
                # nothing
                """));
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    [TestCase("\r")]
    public void Line_ends_stay_and_new_lines_end_as_the_others(string newLine)
    {
        string text = string.Join(newLine, "kind: Pod", "apiVersion: v1", "spec:", "    containers:", "      - name: app", "        image: a:1", "");

        string hardened = Container.Text(text);

        Assert.That(hardened, Is.EqualTo(text + string.Join(newLine,
            "        securityContext:", "            capabilities:", "                drop:", "                  - ALL", "            allowPrivilegeEscalation: false", "")));
    }

    [Test]
    public void Text_without_an_end_of_line_gets_none()
    {
        const string Text = "kind: Pod\napiVersion: v1\nspec:\n  containers:\n  - name: app\n    image: a:1";

        Assert.That(Pod.Text(Text), Is.EqualTo(Text + "\n  automountServiceAccountToken: false\n  securityContext:\n    seccompProfile:\n      type: RuntimeDefault"));
    }

    [TestCase("securityContext:", "securityContext:\n      allowPrivilegeEscalation: false")]
    [TestCase("securityContext:   # none yet", "securityContext:   # none yet\n      allowPrivilegeEscalation: false")]
    [TestCase("securityContext: {}", "securityContext: {allowPrivilegeEscalation: false}")]
    [TestCase("securityContext: { } # x", "securityContext: {allowPrivilegeEscalation: false } # x")]
    [TestCase("securityContext: ~", "securityContext: {allowPrivilegeEscalation: false}")]
    [TestCase("securityContext: null # x", "securityContext: {allowPrivilegeEscalation: false} # x")]
    [TestCase("securityContext: { runAsUser: 1 }", "securityContext: { runAsUser: 1, allowPrivilegeEscalation: false }")]
    [TestCase("securityContext: {runAsUser: 1, }", "securityContext: {runAsUser: 1, allowPrivilegeEscalation: false, }")]
    [TestCase("securityContext: {\n      runAsUser: 1 # one\n    }",
        "securityContext: {\n      runAsUser: 1,\n      allowPrivilegeEscalation: false # one\n    }")]
    [TestCase("securityContext: {\"runAsUser\": 1}", "securityContext: {\"runAsUser\": 1, \"allowPrivilegeEscalation\": false}")]
    [TestCase("securityContext:\n      allowPrivilegeEscalation:", "securityContext:\n      allowPrivilegeEscalation: false")]
    [TestCase("securityContext:\n      allowPrivilegeEscalation: true # needed?", "securityContext:\n      allowPrivilegeEscalation: false # needed?")]
    [TestCase("securityContext:\n      allowPrivilegeEscalation: yes", "securityContext:\n      allowPrivilegeEscalation: false")]
    [TestCase("securityContext: &here\n      runAsUser: 1", "securityContext: &here\n      runAsUser: 1\n      allowPrivilegeEscalation: false")]
    public void Every_form_of_a_security_context_is_filled(string written, string hardened)
    {
        const string Head = "kind: Pod\napiVersion: v1\nspec:\n  containers:\n  - name: app\n    image: a:1\n    ";

        Assert.That(Only("CSEC2002").Text(Head + written + "\n"), Is.EqualTo(Head + hardened + "\n"));
    }

    [TestCase("drop: [NET_RAW]", "drop: [NET_RAW, ALL]")]
    [TestCase("drop: [\"NET_RAW\"]", "drop: [\"NET_RAW\", \"ALL\"]")]
    [TestCase("drop: []", "drop: [ALL]")]
    [TestCase("drop:", "drop:\n        - ALL")]
    [TestCase("drop:\n        - NET_RAW # raw\n        # none", "drop:\n        - NET_RAW # raw\n        - ALL\n        # none")]
    [TestCase("drop:\n          - 'NET_RAW'", "drop:\n          - 'NET_RAW'\n          - 'ALL'")]
    [TestCase("drop: [ALL]\n        add: [CHOWN, NET_BIND_SERVICE]", "drop: [ALL]\n        add: [NET_BIND_SERVICE]")]
    [TestCase("drop: [ALL]\n        add: [CHOWN]", "drop: [ALL]\n        add: []")]
    [TestCase("drop: [ALL]\n        add: [CHOWN, KILL, NET_BIND_SERVICE]", "drop: [ALL]\n        add: [NET_BIND_SERVICE]")]
    [TestCase("drop: [ALL]\n        add: [CHOWN, NET_BIND_SERVICE, KILL, SYS_CHROOT]", "drop: [ALL]\n        add: [NET_BIND_SERVICE]")]
    [TestCase("drop: [ALL]\n        add: [NET_BIND_SERVICE, CHOWN] # two", "drop: [ALL]\n        add: [NET_BIND_SERVICE] # two")]
    [TestCase("drop: [ALL]\n        add:\n        - NET_BIND_SERVICE\n        # for files\n        - CHOWN # why",
        "drop: [ALL]\n        add:\n        - NET_BIND_SERVICE\n        # for files")]
    [TestCase("drop: [ALL]\n        add: # all\n        - CHOWN\n        - KILL", "drop: [ALL]\n        add: [] # all")]
    [TestCase("add:\n        - CHOWN\n        drop:\n        - NET_RAW", "add: []\n        drop:\n        - NET_RAW\n        - ALL")]
    public void Lists_of_capabilities_are_edited_item_by_item(string written, string hardened)
    {
        const string Head = "kind: Pod\napiVersion: v1\nspec:\n  containers:\n  - name: app\n    image: a:1\n    securityContext:\n      capabilities:\n        ";

        Assert.That(Only("CSEC2007").Text(Head + written + "\n"), Is.EqualTo(Head + hardened + "\n"));
    }

    [Test]
    public void Quotes_of_a_replaced_text_stay()
    {
        const string Text = "kind: Pod\napiVersion: v1\nspec:\n  securityContext: { seccompProfile: { type: \"Unconfined\" } }\n  containers: [{ name: app, image: 'a:1', securityContext: { seccompProfile: { type: 'Unconfined' } } }]\n";

        Assert.That(Only("CSEC2009").Text(Text), Is.EqualTo(Text.Replace("Unconfined", "RuntimeDefault", StringComparison.Ordinal)));
    }

    [Test]
    public void Json_stays_json()
    {
        const string Text = """
            {
              "apiVersion": "v1",
              "kind": "Pod",
              "metadata": { "name": "web" },
              "spec": {
                "containers": [
                  { "name": "app", "image": "a:1" }
                ]
              }
            }
            """;

        string hardened = Only("CSEC2007", "CSEC4011").Text(Text, "pod.json");

        Assert.That(hardened, Is.EqualTo("""
            {
              "apiVersion": "v1",
              "kind": "Pod",
              "metadata": { "name": "web" },
              "spec": {
                "containers": [
                  { "name": "app", "image": "a:1", "securityContext": {"capabilities": {"drop": ["ALL"]}} }
                ],
                "automountServiceAccountToken": false
              }
            }
            """));
        Assert.That(() => System.Text.Json.JsonDocument.Parse(hardened).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Documents_and_lists_keep_their_order()
    {
        const string Text = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a}
            ---
            apiVersion: v1
            kind: List
            items:
            - apiVersion: v1
              kind: Pod
              spec:
                containers:
                - name: app
                  image: a:1
            - apiVersion: v1
              kind: Pod
              spec:
                automountServiceAccountToken: true # why?
                containers:
                - {name: app, image: "a:1"}
            ...
            ---
            apiVersion: v1
            kind: PodList
            items:
            - spec:
                containers:
                - {name: app, image: "a:1"}
            """;

        Assert.That(Only("CSEC4011").Text(Text), Is.EqualTo("""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a}
            ---
            apiVersion: v1
            kind: List
            items:
            - apiVersion: v1
              kind: Pod
              spec:
                containers:
                - name: app
                  image: a:1
                automountServiceAccountToken: false
            - apiVersion: v1
              kind: Pod
              spec:
                automountServiceAccountToken: false # why?
                containers:
                - {name: app, image: "a:1"}
            ...
            ---
            apiVersion: v1
            kind: PodList
            items:
            - spec:
                containers:
                - {name: app, image: "a:1"}
                automountServiceAccountToken: false
            """));
    }

    [Test]
    public void Blocks_of_text_and_tabs_in_comments_stay()
    {
        const string Text = "kind: Pod\napiVersion: v1\nspec:\n  containers:\n  - name: app\t# a tab\n    image: a:1\n    command:\n    - sh\n    - |\n      echo a\n\n      echo b\n\n\n  # \tend\n";

        string hardened = Only("CSEC2002").Text(Text);

        Assert.That(hardened.Replace("    securityContext:\n      allowPrivilegeEscalation: false\n", "", StringComparison.Ordinal), Is.EqualTo(Text));
        Assert.That(hardened, Is.Not.EqualTo(Text));
    }

    [Test]
    public void Byte_order_mark_stays()
    {
        HardenedSource hardened = Source(Pod, "\uFEFFkind: Pod\napiVersion: v1\nspec:\n  containers: [{name: a, image: 'a:1'}]\n");

        Assert.That(hardened.IsChanged);
        Assert.That(hardened.ToBytes().Take(3), Is.EqualTo(new byte[] { 0xEF, 0xBB, 0xBF }));
        Assert.That(hardened.OriginalBytes(), Has.Length.EqualTo(hardened.Original.Length + 3));
    }

    [Test]
    public void What_an_alias_uses_elsewhere_is_left_and_listed()
    {
        const string Text = """
            apiVersion: v1
            kind: Pod
            spec:
              initContainers:
              - name: first
                image: a:1
                securityContext: &context
                  runAsUser: 1000
              containers:
              - name: app
                image: a:1
                securityContext: *context
            """;

        HardenedSource hardened = Source(Only("CSEC2002"), Text);

        Assert.That(hardened.Text, Is.EqualTo(Text));
        Assert.That(hardened.Left, Has.Count.EqualTo(2));
        Assert.That(hardened.Left.Select(l => l.Reason), Is.All.Contains("anchor"));
    }

    [Test]
    public void What_a_merge_key_brings_is_left_and_the_rest_is_hardened()
    {
        const string Text = """
            apiVersion: v1
            kind: Pod
            metadata:
              annotations: {}
            spec:
              initContainers:
              - &base
                name: first
                image: a:1
                securityContext: {runAsUser: 1000}
              containers:
              - <<: *base
                name: app
              - name: other
                image: b:1
            """;

        HardenedSource hardened = Source(Only("CSEC2002"), Text);

        Assert.That(hardened.Text, Is.EqualTo(Text + "\n    securityContext:\n      allowPrivilegeEscalation: false"));
        Assert.That(hardened.Left.Select(l => l.Finding.Finding.Container), Is.EquivalentTo(new[] { "first", "app" }));
    }

    [TestCase("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: {{ .Values.name }}\n    image: a:1\n")]
    [TestCase("# {{ if .Values.on }}\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: a:1\n# {{ end }}\n")]
    [TestCase("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    name: b\n    image: a:1\n")]
    public void File_that_is_a_template_or_cannot_be_read_is_left_whole(string text)
    {
        HardenedSource hardened = Source(Everything, text);

        Assert.That(hardened.Text, Is.EqualTo(text));
        Assert.That(hardened.Errors, Is.Not.Empty);
    }

    [Test]
    public void Value_that_a_template_makes_is_left()
    {
        HardenedSource hardened = Source(Only("CSEC2002", "CSEC4011"),
            "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: a:1\n    securityContext: \"{{ .Values.context }}\"\n");

        Assert.That(hardened.Text, Does.EndWith("\"{{ .Values.context }}\"\n  automountServiceAccountToken: false\n"));
    }

    [Test]
    public void Bytes_that_are_no_utf8_are_left()
    {
        byte[] bytes = [.. "kind: Pod\napiVersion: v1\nspec:\n  containers: [{name: a, image: 'a:1'}] # "u8, 0xE4, 0x0A];

        HardenedSource hardened = new SourceHardener(new Hardener(Everything))
            .Harden(new ContainerSecurity.Sources.Source("a.yaml", () => new MemoryStream(bytes)));

        Assert.That(hardened.IsChanged, Is.False);
        Assert.That(hardened.Errors.Single().Message, Does.Contain("UTF-8"));
    }

    [Test]
    public void Waiver_in_a_comment_keeps_its_line_as_it_is()
    {
        const string Text = "apiVersion: v1\nkind: Pod\nspec:\n  # csec:ignore CSEC4011 it talks to the API server\n  automountServiceAccountToken: true\n  containers: [{name: a, image: 'a:1'}]\n";

        Assert.That(Only("CSEC4011").Text(Text), Is.EqualTo(Text));
    }

    [Test]
    public void File_with_a_thousand_objects_is_edited_in_one_go()
    {
        string text = string.Concat(Enumerable.Range(0, 1000)
            .Select(i => $"apiVersion: v1\nkind: Pod\nmetadata:\n  name: p{i}\nspec:\n  containers:\n  - name: app\n    image: a:1\n---\n"));

        HardenedSource hardened = Source(Container, text);

        Assert.That(hardened.Mended, Has.Count.EqualTo(2000));
        Assert.That(hardened.Text.Split('\n').Where(l => !l.StartsWith("    securityContext", StringComparison.Ordinal)
            && !l.StartsWith("      ", StringComparison.Ordinal)), Is.EqualTo(text.Split('\n').Where(l => !l.StartsWith("      ", StringComparison.Ordinal))));
    }
}
