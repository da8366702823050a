namespace ContainerSecurity;

/// <summary>Gives the tests of a run a folder for temporary files, and removes it with all that they left in it.</summary>
[SetUpFixture]
public class TemporaryFiles
{
    private static readonly string[] Variables = OperatingSystem.IsWindows() ? ["TMP", "TEMP"] : ["TMPDIR"];

    private string?[] before = [];
    private string folder = "";

    [OneTimeSetUp]
    public void Create()
    {
        folder = Directory.CreateTempSubdirectory("csec-tests-").FullName;
        before = [.. Variables.Select(Environment.GetEnvironmentVariable)];
        foreach (string variable in Variables)
            Environment.SetEnvironmentVariable(variable, folder);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        for (int i = 0; i < Variables.Length; i++)
            Environment.SetEnvironmentVariable(Variables[i], before[i]);
        Directory.Delete(folder, recursive: true);
    }
}
