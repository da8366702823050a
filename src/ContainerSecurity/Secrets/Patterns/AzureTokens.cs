using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Microsoft Azure: keys with a signature of the service at a fixed place, and older ones that their setting's name tells.</summary>
internal static class AzureTokens
{
    private const string Half = "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri";

    /// <summary>
    /// HMAC-SHA256 in Base64: percent-encoded, as it is, and in the alphabet of URLs without padding, as Logic Apps and
    /// Power Automate have it.
    /// </summary>
    private const string SignatureInUrl =
        @"(\\u0026|[?&;])sig=([A-Za-z0-9/+]{0,43}(%[0-9A-Fa-f]{2}[A-Za-z0-9/+]{0,43}){1,12}|[A-Za-z0-9/+]{43}=|[\w-]{43})";

    public static SecretPattern[] Patterns { get; } =
    [
        new("azure-ad-client-secret", "Microsoft Entra", @"[\w~.-]{3}\dQ~[\w~.-]{31,64}")
        {
            MinimumEntropy = 3,
            Samples = ["client_secret=" + "Xk28Q~" + "mZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri_~"],
            Counterexamples = ["8Q~" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
        },
        new("azure-storage-key", "Azure Storage", @"[A-Za-z0-9/+]{76}\+ASt[A-Za-z0-9/+]{5}[AQgw]==")
        {
            Samples = [Half + Half + "+ASt" + "k8Xw2Q=="],
        },
        new(
            "azure-machine-learning-key",
            "Azure Machine Learning",
            @"[A-Za-z0-9/+]{76}\+AMC[A-Za-z0-9/+]{5}[AQgw]==") { Samples = [Half + Half + "+AMC" + "k8Xw2Q=="] },
        new("azure-batch-key", "Azure Batch", @"[A-Za-z0-9/+]{76}\+ABa[A-Za-z0-9/+]{5}[AQgw]==") { Samples = [Half + Half + "+ABa" + "k8Xw2Q=="] },
        new("azure-cosmos-key", "Azure Cosmos DB", "[A-Za-z0-9/+]{76}ACDb[A-Za-z0-9/+]{5}[AQgw]==") { Samples = [Half + Half + "ACDb" + "k8Xw2Q=="] },
        new(
            "azure-api-management-key",
            "Azure API Management",
            "[A-Za-z0-9/+]{76}APIM[A-Za-z0-9/+]{5}[AQgw]==") { Samples = [Half + Half + "APIM" + "k8Xw2Q=="] },
        new(
            "azure-service-bus-key",
            "Azure Service Bus",
            @"[A-Za-z0-9/+]{33}(\+ASb|\+AEh|\+ARm)[A-Za-z0-9/+]{5}[A-Za-z0-9+/]=")
            {
                Samples = [Half.Substring(0, 33) + "+ASb" + "k8Xw2A="]
            },
        new(
            "azure-iot-hub-key",
            "Azure IoT Hub",
            "[A-Za-z0-9/+]{33}AIoT[A-Za-z0-9/+]{5}[A-Za-z0-9+/]=") { Samples = [Half.Substring(0, 33) + "AIoT" + "k8Xw2A="] },
        new(
            "azure-event-grid-key",
            "Azure Event Grid",
            "[A-Za-z0-9/+]{33}AZEG[A-Za-z0-9/+]{5}[A-Za-z0-9+/]=") { Samples = [Half.Substring(0, 33) + "AZEG" + "k8Xw2A="] },
        new(
            "azure-redis-key",
            "Azure Cache for Redis",
            "[A-Za-z0-9/+]{33}AzCa[A-P][A-Za-z0-9/+]{5}=") { Samples = [Half.Substring(0, 33) + "AzCaK" + "k8Xw2="] },
        new("azure-search-key", "Azure AI Search", "[A-Za-z0-9]{42}AzSe[A-D][A-Za-z0-9]{5}") { Samples = [Half + "k8Xw" + "AzSeA" + "k8Xw2"] },
        new("azure-functions-key", "Azure Functions", @"[\w-]{44}AzFu[\w-]{5}[AQgw]==") { Samples = [Half + "k8Xw2Q" + "AzFu" + "k8Xw2Q=="] },
        new(
            "azure-container-registry-key",
            "Azure Container Registry",
            @"[A-Za-z0-9/+]{42}\+ACR[A-D][A-Za-z0-9/+]{5}")
            {
                Samples = [Half + "k8Xw" + "+ACRA" + "k8Xw2", Half + "k8Xw" + "+ACRD" + "/8X+/", Half + "k8Xw" + "+ACRB" + "k8Xw+"],
                Counterexamples = [Half + "k8Xw" + "+ACRA" + "k8Xw2/Qm"],
            },
        new(
            "azure-common-annotated-key",
            "Microsoft Azure",
            "[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9][A-L][A-Za-z0-9]{16}[A-Za-z][A-Za-z0-9]{7}([A-Za-z0-9]{2}==)?")
        {
            MinimumEntropy = 0,
            Verify = static _ => SecretVerdict.Verified,
            Samples = [Half + "k8Xw2QmZr7TbVn" + "JQQJ99" + "BAAAAAAAAAAAAAAAAS" + "AZDOk8Xw"],
        },
        new("azure-storage-account-key", "Azure Storage", "[A-Za-z0-9+/]{86}==")
        {
            Names = ["account-key", "storage-key"],
            MinimumEntropy = 4,
            Samples = ["AccountKey=" + Half + Half + "k8Xw2/QmZr==;EndpointSuffix=core.windows.net"],
        },
        new("azure-devops-pat", "Azure DevOps", "[a-z2-7]{52}")
        {
            Names = ["azure", "devops", "vsts", "ado", "pat"],
            MinimumEntropy = 3.5,
            Samples = ["AZURE_DEVOPS_PAT=" + "k7xw2qmzr6tbvn4lsyp3hdjc5gfeuaakori2k7xw2qmzr6tbvn4l"],
        },
        new("azure-sas-signature", "Azure Storage", SignatureInUrl)
        {
            Samples =
            [
                "https://prod-1.westeurope.logic.azure" + ".com:443/workflows/0f1e/triggers/manual/paths/invoke?api-version=2016-10-01&sp=%2Frun&sv=1.0&sig="
                    + Half + "-_k8X",
                "SharedAccessSignature sr=demo&se=1900000000&skn=send&sig=" + Half + "k8X/+=",
                "\"url\": \"https://demo.blob.core.windows.net/c?sv=2024-11-04\\u0026sig=" + Half + "k8X%2B%3D\"",
                "https://demo.blob.core.windows.net/c?sv=2024-11-04&se=2030-01-01&sr=c&sp=r&sig=" + "k8Xw2QmZr7TbVn4LsYp1%2FdJc6GfE9uAa3Ko5RiQw2%3D"
            ],
            Counterexamples = ["https://example.com/a?sig=" + "abc", "https://example.com/a?sig=" + new string('x', 43)],
        },
    ];
}
