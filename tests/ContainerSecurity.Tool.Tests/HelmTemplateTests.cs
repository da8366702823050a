namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec helm template</c> prints what <c>helm template</c> prints.</summary>
public class HelmTemplateTests
{
    private string folder = "";

    [SetUp]
    public void MakeChart()
    {
        folder = Directory.CreateTempSubdirectory().FullName;
        Write("Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\nappVersion: \"2\"\n");
        Write("values.yaml", "image: nginx\nport: 80\n");
        Write("templates/deployment.yaml", "kind: Deployment\nimage: {{ .Values.image }}:{{ .Chart.AppVersion }}\nname: {{ .Release.Name }}\nns: {{ .Release.Namespace }}\n");
        Write("templates/service.yaml", "\n---\nkind: Service\nport: {{ .Values.port }}\n\n\n");
        Write("templates/test.yaml", "kind: Pod\nmetadata:\n  annotations:\n    helm.sh/hook: test\n");
        Write("templates/job.yaml", "kind: Job\nmetadata:\n  annotations:\n    helm.sh/hook: pre-install\n");
        Write("templates/NOTES.txt", "Thanks.\n");
        Write("crds/a.yaml", "kind: CustomResourceDefinition\n");
    }

    [TearDown]
    public void RemoveChart() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Resources_come_in_the_order_of_installation_and_hooks_after_them() =>
        Assert.That(Run(), Is.EqualTo("""
            ---
            # Source: shop/templates/service.yaml
            kind: Service
            port: 80
            ---
            # Source: shop/templates/deployment.yaml
            kind: Deployment
            image: nginx:2
            name: release-name
            ns: default
            ---
            # Source: shop/templates/test.yaml
            kind: Pod
            metadata:
              annotations:
                helm.sh/hook: test
            ---
            # Source: shop/templates/job.yaml
            kind: Job
            metadata:
              annotations:
                helm.sh/hook: pre-install

            """.ReplaceLineEndings("\n")));

    [Test]
    public void Since_Helm_4_2_blank_lines_stay() =>
        Assert.That(Run("--helm-version", "4.2.0", "--no-hooks"), Does.StartWith("---\n# Source: shop/templates/service.yaml\nkind: Service\nport: 80\n\n\n\n---\n"));

    [Test]
    public void Options_say_what_is_rendered_and_printed()
    {
        Write("more.yaml", "image: redis\n");
        string printed = Run("--values", Path.Combine(folder, "more.yaml"), "--set", "port=81", "--namespace", "prod", "--no-hooks", "--include-crds");

        Assert.That(printed, Is.EqualTo("""
            ---
            # Source: shop/crds/a.yaml
            kind: CustomResourceDefinition

            ---
            # Source: shop/templates/service.yaml
            kind: Service
            port: 81
            ---
            # Source: shop/templates/deployment.yaml
            kind: Deployment
            image: redis:2
            name: release-name
            ns: prod

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Some_templates_alone_are_printed() =>
        Assert.Multiple(() =>
        {
            Assert.That(Run("--show-only", "templates/service.yaml"), Is.EqualTo("---\n# Source: shop/templates/service.yaml\nkind: Service\nport: 80\n"));
            Assert.That(Run("-s", "templates/*.yaml", "--skip-tests").Split("# Source").Skip(1).Count(), Is.EqualTo(3));
            Assert.That(Fail("--show-only", "templates/none.yaml"), Does.Contain("could not find template templates/none.yaml in chart"));
        });

    [Test]
    public void What_fails_is_said_with_its_place()
    {
        Write("templates/bad.yaml", "x\n{{ fail \"set port\" }}");

        Assert.That(Fail(), Does.Contain("templates/bad.yaml:2:4: ").And.Contain("set port"));
    }

    [Test]
    public void What_is_no_chart_is_said() =>
        Assert.That(Csec("helm", "template", Path.Combine(folder, "templates")).Error, Does.Contain("Chart.yaml"));

    private string Run(params string[] options)
    {
        (int code, string output, string error) = Csec(["helm", "template", folder, .. options]);
        Assert.That((code, error), Is.EqualTo((0, "")));
        return output;
    }

    private string Fail(params string[] options)
    {
        (int code, string output, string error) = Csec(["helm", "template", folder, .. options]);
        Assert.That((code, output), Is.EqualTo((2, "")));
        return error;
    }

    private static (int Code, string Output, string Error) Csec(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (CommandLine.Run(arguments, TextReader.Null, output, error), output.ToString(), error.ToString());
    }

    private void Write(string path, string text)
    {
        string file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
